package org.hideandseek.scoring.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * All random tests of one audit. Their p-values are corrected together (Bonferroni), so that an
 * audit of a challenge without a leak raises any alarm with probability {@link #LEVEL} at most,
 * however many tests there are and however they depend on each other.
 */
public final class Family {
  /** The probability of a false alarm of an audit. */
  public static final double LEVEL = 0.05;

  private final List<Trial> trials = new ArrayList<>();

  public void add(Trial trial) {
    trials.add(trial);
  }

  public void addAll(List<Trial> more) {
    trials.addAll(more);
  }

  /** How many tests there are. */
  public int size() {
    return trials.size();
  }

  /** The clearest test of a check; empty if the check made none. */
  public Optional<Trial> clearest(String check) {
    return trials.stream()
        .filter(trial -> trial.check().equals(check))
        .min(Comparator.comparingDouble(Trial::p));
  }

  /** How many tests of a check raise an alarm. */
  public long alarms(String check) {
    return trials.stream()
        .filter(trial -> trial.check().equals(check) && corrected(trial) <= LEVEL)
        .count();
  }

  /** The p-value corrected for all tests; call it when all are there. */
  public double corrected(Trial trial) {
    return Math.min(1, trial.p() * trials.size());
  }
}
