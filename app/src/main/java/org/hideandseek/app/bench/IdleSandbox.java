package org.hideandseek.app.bench;

import java.nio.file.Path;
import org.hideandseek.sandbox.ImageId;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.ImageSummary;
import org.hideandseek.sandbox.RunRequest;
import org.hideandseek.sandbox.RunResult;
import org.hideandseek.sandbox.Sandbox;

/** Where nothing is played. */
final class IdleSandbox implements Sandbox {
  private static UnsupportedOperationException nothing() {
    return new UnsupportedOperationException("this measurement plays nothing");
  }

  @Override
  public ImageSummary inspect(Path archive) throws ImageRefusedException {
    throw nothing();
  }

  @Override
  public ImageId load(Path archive) throws ImageRefusedException {
    throw nothing();
  }

  @Override
  public ImageId find(String nameOrId) throws ImageRefusedException {
    throw nothing();
  }

  @Override
  public RunResult run(RunRequest request) {
    throw nothing();
  }

  @Override
  public void cancel(String runId) {
    // Nothing runs.
  }

  @Override
  public int removeLeftovers() {
    return 0;
  }

  @Override
  public boolean answers() {
    return true;
  }

  @Override
  public String description() {
    return "no engine";
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
