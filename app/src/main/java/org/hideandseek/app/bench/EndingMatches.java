package org.hideandseek.app.bench;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.challenge.JdbiChallengeStore;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.database.DatabaseConfig;
import org.hideandseek.platform.run.JdbiRunStore;
import org.hideandseek.platform.run.Run;
import org.hideandseek.platform.run.RunOutcome;
import org.hideandseek.platform.run.RunScorer;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.run.RunStore;
import org.hideandseek.platform.run.ScoredMatch;
import org.hideandseek.platform.submission.Format;

/** Another node, which takes a waiting match and ends it whenever it is told to. */
final class EndingMatches implements Runnable, AutoCloseable {
  private static final String NODE = "another node";
  private static final BlobId BLOB = new BlobId("cd".repeat(32));

  private final Database database;
  private final RunStore runs;
  private final JdbiChallengeStore challenges;
  private final ScoredMatch score =
      RunScorer.score(
          new float[] {0.5f, 0.25f, 0.125f, 0.5f},
          new boolean[] {true, false, true, false},
          Format.IMAGE,
          BLOB);

  EndingMatches(DatabaseConfig config, Clock clock) {
    database = Database.open(config);
    runs = new JdbiRunStore(database.jdbi(), clock);
    challenges = new JdbiChallengeStore(database.jdbi());
  }

  @Override
  public void run() {
    runs.claim(NODE, Duration.ofMinutes(10)).ifPresent(this::end);
  }

  private void end(Run run) {
    Challenge definition = challenges.find(run.challenge()).orElseThrow().definition();
    runs.finish(
        NODE,
        run,
        new RunOutcome(
            RunState.SUCCEEDED,
            "",
            OptionalInt.of(0),
            Duration.ofMillis(1),
            Duration.ofMillis(1),
            1,
            BLOB,
            Optional.empty(),
            Optional.empty(),
            Optional.of(score)),
        definition);
  }

  @Override
  public void close() {
    database.close();
  }
}
