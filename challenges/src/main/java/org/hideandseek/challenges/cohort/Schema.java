package org.hideandseek.challenges.cohort;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What every patient of a cohort looks like; public. F is the number of features, S of statics, T
 * the largest number of steps.
 *
 * @param timeUnit such as {@code years}
 * @param steps the largest number of steps a patient can have (T)
 * @param horizon the largest time a step can have, in time units since the patient's first step
 * @param features what is measured over time, in the order of the last axis of {@code values}
 * @param statics what is known once, in the order of the last axis of {@code statics}
 */
@JsonPropertyOrder({"time_unit", "steps", "horizon", "features", "statics"})
public record Schema(
    @JsonProperty(value = "time_unit", required = true) String timeUnit,
    @JsonProperty(required = true) int steps,
    @JsonProperty(required = true) float horizon,
    @JsonProperty(required = true) List<Variable> features,
    List<Variable> statics) {

  public Schema {
    if (timeUnit == null || timeUnit.isBlank()) {
      throw new IllegalArgumentException("a schema needs a time_unit, such as hours");
    }
    if (steps < 1 || steps > 100_000) {
      throw new IllegalArgumentException("a schema's steps lie between 1 and 100000, not " + steps);
    }
    if (!(horizon > 0) || !Float.isFinite(horizon)) {
      throw new IllegalArgumentException("a schema's horizon is positive, not " + horizon);
    }
    features = List.copyOf(features);
    statics = statics == null ? List.of() : List.copyOf(statics);
    if (features.isEmpty()) {
      throw new IllegalArgumentException("a schema needs at least one feature");
    }
    Set<String> names = new HashSet<>();
    Stream.concat(features.stream(), statics.stream())
        .forEach(
            variable -> {
              if (!names.add(variable.name())) {
                throw new IllegalArgumentException(
                    "two variables of the schema are called " + variable.name());
              }
            });
    if (features.stream().anyMatch(feature -> feature.role() == Role.OUTCOME)) {
      throw new IllegalArgumentException("a feature can't be the outcome; make it a static");
    }
    if (statics.stream().filter(variable -> variable.role() == Role.OUTCOME).count() > 1) {
      throw new IllegalArgumentException("a schema has at most one outcome");
    }
  }

  /** F. */
  public int featureCount() {
    return features.size();
  }

  /** S. */
  public int staticCount() {
    return statics.size();
  }

  /** The index of the outcome among the statics. */
  public OptionalInt outcome() {
    return IntStream.range(0, statics.size())
        .filter(s -> statics.get(s).role() == Role.OUTCOME)
        .findFirst();
  }
}
