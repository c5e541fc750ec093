package org.hideandseek.app.participant;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.hideandseek.app.CommandException;

/** Waits until a submission has played all, or has ended otherwise. */
final class Waiting {
  private static final Set<String> UNDER_WAY = Set.of("checking", "playing");
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final long LONGEST_MILLIS = 10_000;

  private Waiting() {}

  /**
   * The submission when it is over. A platform that restarts meanwhile is waited for.
   *
   * @return the platform's document about it
   */
  static JsonNode untilOver(Remote remote, long submission) {
    long reached = System.nanoTime();
    long pause = 500;
    while (true) {
      try {
        JsonNode document = remote.get("/api/v1/submissions/" + submission);
        reached = System.nanoTime();
        if (!UNDER_WAY.contains(document.path("state").asText())) {
          return document;
        }
      } catch (CommandException e) {
        if (e.exitCode() != ExitCodes.NOT_NOW || System.nanoTime() - reached > PATIENCE.toNanos()) {
          throw e;
        }
      }
      sleep(pause);
      pause = Math.min(pause * 3 / 2, LONGEST_MILLIS);
    }
  }

  /** The exit code of a command that waited. */
  static int exitCode(JsonNode submission) {
    return submission.path("state").asText().equals("ranked") ? 0 : ExitCodes.REFUSED;
  }

  private static void sleep(long millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCodes.NOT_NOW, "The command was interrupted.");
    }
  }
}
