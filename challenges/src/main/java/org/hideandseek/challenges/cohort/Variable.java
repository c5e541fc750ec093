package org.hideandseek.challenges.cohort;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * One feature (measured over time) or static of a schema. Its bounds are public: an organiser
 * writes them from knowledge of the field, they are not measured on private data.
 *
 * @param name lower-case letters, digits, '-' and '_'
 * @param unit as printed, such as {@code mmHg}; empty where there is none
 * @param kind what its values mean
 * @param min smallest possible value
 * @param max largest possible value
 * @param categories labels of the codes 0..k-1 of a categorical variable; empty for the others
 * @param role what a static is for; features are covariates
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Variable(
    @JsonProperty(required = true) String name,
    String unit,
    @JsonProperty(required = true) Kind kind,
    float min,
    float max,
    List<String> categories,
    Role role) {

  public Variable {
    if (name == null || !name.matches("[a-z0-9][a-z0-9_-]{0,63}")) {
      throw new IllegalArgumentException(
          "the name of a variable has lower-case letters, digits, '-' and '_' only, unlike '"
              + name
              + "'");
    }
    if (kind == null) {
      throw new IllegalArgumentException(
          "variable " + name + " has no kind: write numeric, binary or categorical");
    }
    unit = unit == null ? "" : unit;
    categories = categories == null ? List.of() : List.copyOf(categories);
    role = role == null ? Role.COVARIATE : role;
    switch (kind) {
      case NUMERIC -> {
        if (!Float.isFinite(min) || !Float.isFinite(max) || !(min < max)) {
          throw new IllegalArgumentException("variable " + name + " needs finite bounds min < max");
        }
      }
      case BINARY -> {
        min = 0;
        max = 1;
      }
      case CATEGORICAL -> {
        if (categories.size() < 2) {
          throw new IllegalArgumentException(
              "categorical variable " + name + " needs at least two categories");
        }
        min = 0;
        max = categories.size() - 1;
      }
    }
    if (kind != Kind.CATEGORICAL && !categories.isEmpty()) {
      throw new IllegalArgumentException(
          "variable " + name + " has categories but is not categorical");
    }
  }

  /** A numeric covariate. */
  public static Variable numeric(String name, String unit, double min, double max) {
    return new Variable(
        name, unit, Kind.NUMERIC, (float) min, (float) max, List.of(), Role.COVARIATE);
  }

  /** A covariate of value 0 or 1. */
  public static Variable binary(String name) {
    return new Variable(name, "", Kind.BINARY, 0, 1, List.of(), Role.COVARIATE);
  }

  /** A covariate of codes 0..k-1. */
  public static Variable categorical(String name, List<String> categories) {
    return new Variable(name, "", Kind.CATEGORICAL, 0, 0, categories, Role.COVARIATE);
  }

  /** The same variable as the outcome of its schema. */
  public Variable asOutcome() {
    return new Variable(name, unit, kind, min, max, categories, Role.OUTCOME);
  }

  /**
   * Whether a finite value is one that this variable can take: within the bounds, and a code where
   * it has codes.
   */
  public boolean allows(float value) {
    return value >= min && value <= max && (kind == Kind.NUMERIC || value == Math.rint(value));
  }

  /** The rule that {@link #allows} checks, in words. */
  public String rule() {
    return switch (kind) {
      case NUMERIC -> name + " lies between " + min + " and " + max;
      case BINARY -> name + " is 0 or 1";
      case CATEGORICAL -> name + " is a code 0.." + (categories.size() - 1);
    };
  }

  /** How many different values a binary or categorical variable has. */
  public int codes() {
    return kind == Kind.BINARY ? 2 : categories.size();
  }
}
