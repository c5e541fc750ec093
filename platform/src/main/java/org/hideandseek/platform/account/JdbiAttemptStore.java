package org.hideandseek.platform.account;

import java.time.Instant;
import java.time.OffsetDateTime;
import org.hideandseek.platform.database.Taken;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** The attempts in the database, so that all nodes count together. */
public final class JdbiAttemptStore implements AttemptStore {
  private static final int MOST_BEATEN = 20;

  private final Jdbi jdbi;

  public JdbiAttemptStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Count add(String bucket, Instant now, Instant cutoff) {
    for (int beaten = 0; beaten < MOST_BEATEN; beaten++) {
      try {
        return tryToAdd(bucket, now, cutoff);
      } catch (UnableToExecuteStatementException e) {
        // Somebody else counted the first try of this bucket at the same moment. By now it is
        // there, unless it was forgotten since, and somebody else is first again.
        if (!Taken.is(e)) {
          throw e;
        }
      }
    }
    return tryToAdd(bucket, now, cutoff);
  }

  private Count tryToAdd(String bucket, Instant now, Instant cutoff) {
    return jdbi.inTransaction(
        handle -> {
          int counted =
              handle
                  .createUpdate(
                      """
                      UPDATE attempts SET
                        tries = CASE WHEN since < :cutoff THEN 1 ELSE tries + 1 END,
                        since = CASE WHEN since < :cutoff THEN :now ELSE since END
                      WHERE bucket = :bucket
                      """)
                  .bind("bucket", bucket)
                  .bind("now", now)
                  .bind("cutoff", cutoff)
                  .execute();
          if (counted == 0) {
            handle
                .createUpdate(
                    "INSERT INTO attempts (bucket, tries, since) VALUES (:bucket, 1, :now)")
                .bind("bucket", bucket)
                .bind("now", now)
                .execute();
          }
          return count(handle, bucket);
        });
  }

  private static Count count(Handle handle, String bucket) {
    return handle
        .createQuery("SELECT tries, since FROM attempts WHERE bucket = :bucket")
        .bind("bucket", bucket)
        .map(
            (row, context) ->
                new Count(
                    row.getInt("tries"), row.getObject("since", OffsetDateTime.class).toInstant()))
        .one();
  }

  @Override
  public void takeBack(String bucket) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate(
                    "UPDATE attempts SET tries = tries - 1 WHERE bucket = :bucket AND tries > 0")
                .bind("bucket", bucket)
                .execute());
  }

  @Override
  public void forget(String bucket) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("DELETE FROM attempts WHERE bucket = :bucket")
                .bind("bucket", bucket)
                .execute());
  }

  @Override
  public void forgetBefore(Instant cutoff) {
    jdbi.useHandle(
        handle ->
            handle
                .createUpdate("DELETE FROM attempts WHERE since < :cutoff")
                .bind("cutoff", cutoff)
                .execute());
  }
}
