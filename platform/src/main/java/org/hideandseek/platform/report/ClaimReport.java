package org.hideandseek.platform.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.OptionalDouble;
import org.hideandseek.challenges.contract.PrivacyClaim;
import org.hideandseek.challenges.contract.PrivacyClaim.Mechanism;

/**
 * What is published of the differential privacy that a hider claims for a release. The hider saw
 * the members when it wrote the claim, so this is no more than a word of a closed set and three
 * short numbers, rounded up: of the parts it shows what they cost together, and nothing else.
 *
 * @param mechanism what the hider says it did
 * @param epsilon what it promises, to 3 significant digits
 * @param delta that goes with it, to 2 significant digits
 * @param accounting whether the promise follows from the parts that it lists
 * @param accounted the epsilon that these cost at that delta, to 3 significant digits; empty where
 *     there are none or it has no bound
 */
public record ClaimReport(
    Mechanism mechanism,
    double epsilon,
    double delta,
    Accounting accounting,
    OptionalDouble accounted) {

  /** Whether a promise follows from its own figures. */
  public enum Accounting {
    FOLLOWS("follows"),
    DOES_NOT_FOLLOW("does-not-follow"),
    /** It has no parts. */
    NOT_ACCOUNTED("not-accounted");

    private final String word;

    Accounting(String word) {
      this.word = word;
    }

    public String word() {
      return word;
    }
  }

  /** Accounts for a claim. */
  public static ClaimReport of(PrivacyClaim claim) {
    OptionalDouble accounted = claim.accounted();
    return new ClaimReport(
        claim.mechanism(),
        rounded(claim.epsilon(), 3),
        rounded(claim.delta(), 2),
        claim
            .follows()
            .map(follows -> follows ? Accounting.FOLLOWS : Accounting.DOES_NOT_FOLLOW)
            .orElse(Accounting.NOT_ACCOUNTED),
        accounted.isPresent() && Double.isFinite(accounted.getAsDouble())
            ? OptionalDouble.of(rounded(accounted.getAsDouble(), 3))
            : OptionalDouble.empty());
  }

  private static double rounded(double value, int digits) {
    return BigDecimal.valueOf(value).round(new MathContext(digits, RoundingMode.UP)).doubleValue();
  }
}
