package org.hideandseek.scoring.privacy;

import java.util.List;
import org.hideandseek.scoring.Interval;

/** Where the AUC of a seeker that knows nothing lies. */
public final class ChanceBand {
  private ChanceBand() {}

  /**
   * The band around 0.5 in which the mean AUC of k matches lies with a given probability if the
   * scores carry no information and have no ties. The variance of one AUC is then (m + n + 1) / (12
   * m n) (Mann and Whitney, Ann Math Stat 1947;18:50-60); the mean of k is taken as normal. Matches
   * are independent given the truth, also on the same split, as long as each draws its scores
   * afresh.
   *
   * @param probability strictly between 0 and 1, such as 0.999
   * @param members m of every match
   * @param nonMembers n of every match
   * @param matches k
   */
  public static Interval ofMeanAuc(double probability, int members, int nonMembers, int matches) {
    if (matches < 1) {
      throw new IllegalArgumentException("a mean needs at least one match, not " + matches);
    }
    return band(probability, variance(members, nonMembers) / matches);
  }

  /** The same for the mean AUC of matches of different sizes. */
  public static Interval ofMeanAuc(double probability, List<MatchPrivacy> matches) {
    if (matches.isEmpty()) {
      throw new IllegalArgumentException("a mean needs at least one match");
    }
    double sum =
        matches.stream().mapToDouble(match -> variance(match.members(), match.nonMembers())).sum();
    return band(probability, sum / matches.size() / matches.size());
  }

  private static double variance(int m, int n) {
    if (m < 1 || n < 1) {
      throw new IllegalArgumentException(
          "a match needs members and non-members, not " + m + " and " + n);
    }
    return (m + n + 1.0) / (12.0 * m * n);
  }

  private static Interval band(double probability, double variance) {
    return Interval.ofShare(0.5, Interval.normalQuantile(probability) * Math.sqrt(variance));
  }
}
