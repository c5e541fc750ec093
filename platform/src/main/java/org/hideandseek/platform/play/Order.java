package org.hideandseek.platform.play;

import java.nio.file.Path;
import java.util.Optional;
import org.hideandseek.challenges.bundle.PlayerLimits;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.sandbox.ImageId;

/**
 * Which player is to run, and how.
 *
 * @param runId names the run on this machine
 * @param image the player; of a ZIP the image that it runs in
 * @param zip of a player in the format of 2020, its upload
 * @param limits what it may use
 * @param seed for the player's own randomness
 * @param schema of all cohorts that it sees
 */
public record Order(
    String runId,
    ImageId image,
    Optional<Path> zip,
    PlayerLimits limits,
    int seed,
    Schema schema) {}
