package org.hideandseek.platform.play;

import org.hideandseek.challenges.bundle.PlayerLimits;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.sandbox.ImageId;

/**
 * Which player is to run, and how.
 *
 * @param runId names the run on this machine
 * @param image the player
 * @param limits what it may use
 * @param seed for the player's own randomness
 * @param schema of all cohorts that it sees
 */
public record Order(String runId, ImageId image, PlayerLimits limits, int seed, Schema schema) {}
