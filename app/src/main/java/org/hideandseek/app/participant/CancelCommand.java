package org.hideandseek.app.participant;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Stops a submission. */
@Command(
    name = "cancel",
    description = "Stop what a submission plays, for good.",
    mixinStandardHelpOptions = true)
public final class CancelCommand implements Callable<Integer> {
  @Mixin private AccessOptions options;

  @Parameters(index = "0", paramLabel = "SUBMISSION", description = "Its number.")
  private long submission;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    JsonNode document =
        new Remote(options.needAccess()).post("/api/v1/submissions/" + submission + "/cancel");
    if (json) {
      Terminal.print(document);
    } else {
      Terminal.print(
          "Submission "
              + submission
              + " is "
              + Terminal.text(document, "state")
              + ": "
              + Terminal.text(document, "reason"));
    }
    return 0;
  }
}
