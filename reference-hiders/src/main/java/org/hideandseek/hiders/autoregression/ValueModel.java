package org.hideandseek.hiders.autoregression;

import java.util.random.RandomGenerator;
import org.hideandseek.hiders.scaling.Regressors;

/** The distribution of the next value of a feature. */
interface ValueModel {

  /**
   * Draws a value.
   *
   * @param regressors what is known
   * @param age how long ago the feature was measured
   * @return the normal score of a number, or a code
   */
  double draw(Regressors regressors, double age, RandomGenerator random);

  /** Of a number: a linear regression of its normal score. */
  static ValueModel ofNumber(Rows rows) {
    RidgeRegression regression = RidgeRegression.fit(rows);
    return (regressors, age, random) -> {
      double mean = regression.mean(regressors);
      return mean + regression.residuals().draw(mean, age, random);
    };
  }

  /** Of a code: a logistic regression of each code against the others. */
  static ValueModel ofCode(Rows rows, int codes) {
    LogisticRegression[] regressions = new LogisticRegression[codes];
    for (int code = codes == 2 ? 1 : 0; code < codes; code++) {
      regressions[code] = LogisticRegression.fit(rows.whether(code));
    }
    return (regressors, age, random) -> {
      if (codes == 2) {
        return random.nextDouble() < regressions[1].probability(regressors) ? 1 : 0;
      }
      double[] upTo = new double[codes];
      double sum = 0;
      for (int code = 0; code < codes; code++) {
        sum += regressions[code].probability(regressors);
        upTo[code] = sum;
      }
      double place = random.nextDouble() * sum;
      int code = 0;
      while (code < codes - 1 && place >= upTo[code]) {
        code++;
      }
      return code;
    };
  }
}
