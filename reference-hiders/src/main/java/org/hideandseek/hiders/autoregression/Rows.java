package org.hideandseek.hiders.autoregression;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.hideandseek.hiders.scaling.Regressors;

/**
 * The cases that one regression learns from. At most as many are kept as a regression can take in
 * its time; which ones is left to chance.
 */
final class Rows {
  /** Parts that a regression is tried on; a patient's rows are all in one. */
  static final int FOLDS = 4;

  /** Multiplications that one pass over the rows may take. */
  private static final double EFFORT = 4e8;

  private static final int FEWEST = 4000;

  private final long expected;
  private final int favoured;
  private final RandomGenerator random;
  private final List<float[]> regressors;
  private final List<Case> cases = new ArrayList<>();

  /**
   * A case without its regressors.
   *
   * @param target what is to be predicted
   * @param spread what the spread of the target may depend on
   * @param fold 0..FOLDS-1
   */
  record Case(double target, double spread, int fold) {}

  /**
   * No rows yet.
   *
   * @param expected how many will be offered
   * @param favoured how many regressors in front are the likeliest to matter
   */
  Rows(long expected, int favoured, RandomGenerator random) {
    this.expected = expected;
    this.favoured = favoured;
    this.random = random;
    this.regressors = new ArrayList<>();
  }

  /** The same rows, with 1 for a target of this code and 0 for others. */
  private Rows(Rows rows, int code) {
    this.expected = rows.expected;
    this.favoured = rows.favoured;
    this.random = rows.random;
    this.regressors = rows.regressors;
    for (Case row : rows.cases) {
      cases.add(new Case(row.target() == code ? 1 : 0, row.spread(), row.fold()));
    }
  }

  /** The question whether the target is this code. */
  Rows whether(int code) {
    return new Rows(this, code);
  }

  /** Offers a case. */
  void offer(Regressors offered, double target, double spread, int patient) {
    double most = Math.max(FEWEST, EFFORT / ((double) offered.size() * offered.size()));
    if (most >= expected || random.nextDouble() < most / expected) {
      regressors.add(offered.toFloats());
      cases.add(new Case(target, spread, patient % FOLDS));
    }
  }

  int size() {
    return cases.size();
  }

  /** How many regressors in front are the likeliest to matter. */
  int favoured() {
    return favoured;
  }

  int width() {
    return regressors.isEmpty() ? 0 : regressors.get(0).length;
  }

  float[] regressors(int row) {
    return regressors.get(row);
  }

  Case at(int row) {
    return cases.get(row);
  }
}
