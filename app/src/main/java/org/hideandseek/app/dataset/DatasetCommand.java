package org.hideandseek.app.dataset;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Works on clinical data. */
@Command(
    name = "dataset",
    description = "Get clinical data, make cohorts of them, simulate and describe cohorts.",
    mixinStandardHelpOptions = true,
    subcommands = {
      FetchCommand.class,
      ImportCommand.class,
      SimulateCommand.class,
      DescribeCommand.class
    })
public final class DatasetCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }
}
