package org.hideandseek.app.disclosure;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What a hider discloses beside who its members are. */
@Command(
    name = "disclosure",
    description =
        "Measure what a hider discloses on a challenge's private patients, beside the matches.",
    mixinStandardHelpOptions = true,
    subcommands = {AttributesCommand.class, CanariesCommand.class})
public final class DisclosureCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getErr());
    return 2;
  }
}
