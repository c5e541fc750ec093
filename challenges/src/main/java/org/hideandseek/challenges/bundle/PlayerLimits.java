package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import org.hideandseek.challenges.strict.Rules;

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
    Rules rules = new Rules();
    rules.at("seconds").require(seconds >= 1, () -> "is 1 or more, not " + seconds);
    rules.at("memory_mib").require(memoryMib >= 64, () -> "is 64 or more, not " + memoryMib);
    rules.at("cpus").require(cpus > 0, () -> "is more than 0, not " + cpus);
    rules.at("gpus").require(gpus >= 0, () -> "is 0 or more, not " + gpus);
    rules.hold();
  }
}
