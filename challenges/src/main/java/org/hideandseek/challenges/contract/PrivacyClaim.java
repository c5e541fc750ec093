package org.hideandseek.challenges.contract;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hideandseek.challenges.accounting.Composition;
import org.hideandseek.challenges.accounting.SubsampledGaussian;

/**
 * {@code claim.json}: the differential privacy that a hider says its release has. A hider without
 * one claims nothing. Neighbouring cohorts differ in one patient being there or not.
 *
 * @param mechanism what it says it did
 * @param epsilon what it promises, 0.001 to 1,000,000
 * @param delta that goes with it, 1e-20 to 0.1, or 0 where there are no parts
 * @param parts all that touched the patients, at most 20, from which anybody can account; none only
 *     for {@link Mechanism#OTHER}
 */
public record PrivacyClaim(
    Mechanism mechanism, double epsilon, double delta, List<SubsampledGaussian> parts) {
  public static final String FILE = "claim.json";

  /** The largest size that the file can have, in bytes. */
  public static final long LARGEST_BYTES = 8192;

  private static final int MOST_PARTS = 20;

  /**
   * How far rounding may carry the accounted epsilon above the promised one, as a share of that.
   */
  private static final double ROUNDING = 1e-4;

  /** A closed set, as free text could carry patients out. */
  public enum Mechanism {
    @JsonProperty("gaussian")
    GAUSSIAN("gaussian"),
    @JsonProperty("dp-sgd")
    DP_SGD("dp-sgd"),
    @JsonProperty("gaussian and dp-sgd")
    GAUSSIAN_AND_DP_SGD("gaussian and dp-sgd"),
    @JsonProperty("other")
    OTHER("other");

    private final String word;

    Mechanism(String word) {
      this.word = word;
    }

    /** As in files and on pages. */
    public String word() {
      return word;
    }
  }

  public PrivacyClaim {
    parts = List.copyOf(parts);
    // Both are published: what nobody would promise only makes room for what was not asked for.
    if (!(epsilon >= 0.001 && epsilon <= 1e6)) {
      throw new IllegalArgumentException("epsilon must be from 0.001 to 1000000");
    }
    if (!(delta == 0 || (delta >= 1e-20 && delta <= 0.1))) {
      throw new IllegalArgumentException("delta must be 0, or from 1e-20 to 0.1");
    }
    if (parts.size() > MOST_PARTS) {
      throw new IllegalArgumentException("parts must be at most " + MOST_PARTS);
    }
    if (parts.isEmpty() && mechanism != Mechanism.OTHER) {
      throw new IllegalArgumentException("parts must not be empty, unless the mechanism is other");
    }
    if (!parts.isEmpty() && delta == 0) {
      throw new IllegalArgumentException("delta must be above 0 where there are parts");
    }
  }

  /**
   * What the parts cost together by the referee's accountant.
   *
   * @return the epsilon for {@code delta}, infinite without noise; empty where there are no parts
   */
  public OptionalDouble accounted() {
    return parts.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(new Composition(parts).cost(delta).epsilon());
  }

  /** Whether the promise follows from the parts; empty where there are none. */
  public Optional<Boolean> follows() {
    OptionalDouble accounted = accounted();
    return accounted.isPresent()
        ? Optional.of(accounted.getAsDouble() <= epsilon * (1 + ROUNDING))
        : Optional.empty();
  }

  /**
   * Reads the claim in an output folder.
   *
   * @return empty if the folder has none
   * @throws ContractViolation if the file breaks a rule; the message names the rule and the place
   *     and quotes nothing, since it is shown to everybody and the file's author saw patients
   */
  public static Optional<PrivacyClaim> read(Path folder) throws IOException {
    Path file = folder.resolve(FILE);
    if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new ContractViolation(FILE + " is not a regular file");
    }
    if (Files.size(file) > LARGEST_BYTES) {
      throw new ContractViolation(FILE + " has more than " + LARGEST_BYTES + " bytes");
    }
    return Optional.of(ClaimJson.read(Files.readAllBytes(file)));
  }

  /** Writes the claim into an output folder. */
  public void write(Path folder) throws IOException {
    ContractJson.write(folder.resolve(FILE), ClaimJson.write(this), ContractJson.INDENTED);
  }
}
