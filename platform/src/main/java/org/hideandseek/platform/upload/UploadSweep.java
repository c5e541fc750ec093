package org.hideandseek.platform.upload;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.hideandseek.platform.blob.PartialFiles;
import org.hideandseek.platform.submission.UploadId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Frees the disk from uploads that nobody finished in time. */
public final class UploadSweep implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(UploadSweep.class);
  private static final Duration PAUSE = Duration.ofMinutes(10);

  /** How long a file may lie there without a row: longer than between making the two. */
  private static final Duration UNKNOWN = Duration.ofDays(1);

  private final UploadStore uploads;
  private final PartialFiles files;
  private final Clock clock;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "upload-sweep");
            made.setDaemon(true);
            return made;
          });

  public UploadSweep(UploadStore uploads, PartialFiles files, Clock clock) {
    this.uploads = uploads;
    this.files = files;
    this.clock = clock;
  }

  /** Sweeps now and every ten minutes. */
  public void start() {
    ScheduledFuture<?> unused =
        thread.scheduleWithFixedDelay(this::trySweep, 0, PAUSE.toSeconds(), TimeUnit.SECONDS);
  }

  private void trySweep() {
    try {
      int swept = sweep();
      if (swept > 0) {
        log.info("Removed {} uploads whose time was over", swept);
      }
    } catch (IOException | RuntimeException e) {
      log.error("Expired uploads could not be removed; will be tried again", e);
    }
  }

  /**
   * Removes what has expired, and files that belong to no upload.
   *
   * @return how many uploads were removed
   */
  public int sweep() throws IOException {
    int swept = 0;
    for (UploadId id : uploads.expired()) {
      // The file first: if this process ends in between, the row is found again.
      files.delete(id.value());
      uploads.delete(id);
      swept++;
    }
    for (String name : files.untouchedSince(clock.instant().minus(UNKNOWN))) {
      if (!UploadId.isOne(name) || uploads.find(new UploadId(name)).isEmpty()) {
        files.delete(name);
      }
    }
    return swept;
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
