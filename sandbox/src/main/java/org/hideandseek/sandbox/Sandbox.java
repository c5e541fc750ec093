package org.hideandseek.sandbox;

import java.nio.file.Path;

/**
 * Runs one container at a time per slot, on given inputs under given limits. Thread-safe; a call to
 * {@link #run} blocks until the container has ended and everything it started is gone.
 *
 * <p>A container gets no network, a read-only root, {@code /in} read-only, {@code /tmp} and {@code
 * /out} in memory with hard limits on bytes and files, no capabilities, no new privileges, the
 * engine's default seccomp profile, uid 65534, and the limits of {@link Limits}.
 */
public interface Sandbox extends AutoCloseable {

  /**
   * Reads an uploaded image archive ({@code docker save} or OCI layout, as a tar) without giving it
   * to the engine.
   *
   * @throws ImageRefusedException if it is no such archive, or an image this platform does not run
   */
  ImageSummary inspect(Path archive) throws ImageRefusedException;

  /**
   * Makes the engine hold the archive's image, under no name that the archive chose. Does nothing
   * if it already does.
   *
   * @throws ImageRefusedException if the engine refuses the archive
   * @throws SandboxException if the engine can't be reached
   */
  ImageId load(Path archive) throws ImageRefusedException;

  /**
   * Finds an image that the engine already holds, by the name or id that a person at this machine
   * typed.
   */
  ImageId find(String nameOrId) throws ImageRefusedException;

  /**
   * Runs one container to its end and collects what it wrote.
   *
   * @return how it ended; a fault of the container is a value, never an exception
   * @throws SandboxException if the engine or this machine is at fault: the run does not count and
   *     may be tried again
   */
  RunResult run(RunRequest request);

  /**
   * Ends a run that is under way, from another thread; its {@link #run} then returns {@link
   * RunEnd#CANCELLED}. Does nothing for an unknown id.
   */
  void cancel(String runId);

  /**
   * Removes every container and volume that an earlier process with this sandbox's owner name left
   * behind.
   *
   * @return how many containers were removed
   */
  int removeLeftovers();

  /** Whether the engine answers now. */
  boolean answers();

  /** One line about the engine for the log and for people, such as "Docker Engine 20.10.24". */
  String description();

  /** Ends what runs and releases the slots. */
  @Override
  void close();
}
