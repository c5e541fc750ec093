package org.hideandseek.seekers.shadow;

import java.util.ArrayList;
import java.util.List;
import org.hideandseek.seekers.battery.KnownPeople;

/**
 * The log likelihood ratio of a surplus: that of a normal distribution fitted to members against
 * one fitted to non-members.
 *
 * @param members mean and standard deviation of members
 * @param others likewise of non-members
 * @param most the largest ratio, either way: so many people can't have shown a larger one
 */
record LikelihoodRatio(Spread members, Spread others, double most) {
  private static final double SMALLEST = 1e-3;

  /** A normal distribution. */
  record Spread(double mean, double deviation) {
    static Spread of(List<Double> values) {
      double mean = values.stream().mapToDouble(v -> v).average().orElse(0);
      double variance =
          values.stream().mapToDouble(v -> (v - mean) * (v - mean)).average().orElse(0);
      return new Spread(mean, Math.max(SMALLEST, Math.sqrt(variance)));
    }

    double logDensity(double value) {
      double standard = (value - mean) / deviation;
      return -Math.log(deviation) - standard * standard / 2;
    }
  }

  /**
   * The sum over attacks of everybody's ratio.
   *
   * @param people of the shadows
   * @param known [shadows] what was said of them
   * @param said what is said of the candidates
   * @return [candidates]
   */
  static double[] sums(KnownPeople people, Said[] known, Said said) {
    double[] sums = new double[said.surplus()[0].length];
    for (int a = 0; a < said.surplus().length; a++) {
      LikelihoodRatio ratio = of(people, known, a);
      for (int i = 0; i < sums.length; i++) {
        sums[i] += ratio.of(said.surplus()[a][i]);
      }
    }
    return sums;
  }

  static LikelihoodRatio of(KnownPeople people, Said[] known, int attack) {
    List<Double> members = new ArrayList<>();
    List<Double> others = new ArrayList<>();
    for (int k = 0; k < known.length; k++) {
      for (int p = 0; p < people.side()[k].length; p++) {
        double surplus = known[k].surplus()[attack][p];
        switch (people.side()[k][p]) {
          case MEMBER -> members.add(surplus);
          case NON_MEMBER -> others.add(surplus);
          case UNKNOWN -> {}
        }
      }
    }
    return new LikelihoodRatio(
        Spread.of(members), Spread.of(others), Math.log(members.size() + others.size() + 1.0));
  }

  /**
   * The ratio of one surplus, which never falls as the surplus grows. Where the two curves' spreads
   * differ their ratio turns round far outside, and would call the surest members non-members:
   * there it stays at its extreme. An attack that puts members below non-members says nothing.
   */
  double of(double surplus) {
    if (members.mean() <= others.mean()) {
      return 0;
    }
    double memberPrecision = 1 / (members.deviation() * members.deviation());
    double otherPrecision = 1 / (others.deviation() * others.deviation());
    double at = surplus;
    if (memberPrecision != otherPrecision) {
      double turn =
          (members.mean() * memberPrecision - others.mean() * otherPrecision)
              / (memberPrecision - otherPrecision);
      at = memberPrecision > otherPrecision ? Math.min(at, turn) : Math.max(at, turn);
    }
    double ratio = members.logDensity(at) - others.logDensity(at);
    return Math.max(-most, Math.min(most, ratio));
  }
}
