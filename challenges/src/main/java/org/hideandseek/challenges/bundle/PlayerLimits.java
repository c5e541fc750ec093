package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What one run of a player may use.
 *
 * @param seconds wall clock
 * @param memoryMib RAM in MiB, without swap
 * @param cpus CPU cores, fractions allowed
 * @param gpus GPUs
 */
public record PlayerLimits(
    @JsonProperty(required = true) int seconds,
    @JsonProperty(value = "memory_mib", required = true) int memoryMib,
    @JsonProperty(required = true) double cpus,
    int gpus) {

  public PlayerLimits {
    if (seconds < 1 || memoryMib < 64 || !(cpus > 0) || gpus < 0) {
      throw new IllegalArgumentException(
          "limits need seconds >= 1, memory_mib >= 64, cpus > 0 and gpus >= 0");
    }
  }
}
