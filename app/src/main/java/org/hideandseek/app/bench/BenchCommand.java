package org.hideandseek.app.bench;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Measures. */
@Command(
    name = "bench",
    description =
        "Measure how fast and how right parts of the platform are, and what the reference hiders reach.",
    mixinStandardHelpOptions = true,
    subcommands = {
      MatchesBench.class,
      QueueBench.class,
      UploadBench.class,
      HidersBench.class,
      SeekersBench.class,
      StrangersBench.class,
      TrainingBench.class,
      CalibrationBench.class,
      ScoringBench.class,
      ScaleBench.class,
      AuditBench.class
    })
public final class BenchCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }
}
