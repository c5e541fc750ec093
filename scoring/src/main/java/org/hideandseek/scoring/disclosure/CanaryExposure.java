package org.hideandseek.scoring.disclosure;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hideandseek.scoring.Interval;
import org.hideandseek.scoring.privacy.MatchPrivacy;

/**
 * How far a seeker puts planted canaries before canaries that were not planted.
 *
 * @param planted how many were planted
 * @param others how many were not
 * @param mean exposure of the planted ones in bits, 0 to {@code log2(others + 1)}
 * @param largest exposure of one of them
 * @param interval 95 % of the mean, over other canaries
 * @param chance what the mean is on average if nothing tells the planted ones
 * @param chanceBand where the mean then lies in 95 of 100 cases
 * @param pValue how likely a mean as large as this or larger then is
 * @param separation AUC and the rest, planted ones as members
 */
public record CanaryExposure(
    int planted,
    int others,
    double mean,
    double largest,
    Interval interval,
    double chance,
    Interval chanceBand,
    double pValue,
    MatchPrivacy separation) {
  private static final double LEVEL = 0.05;
  private static final int DRAWS = 9_999;

  /** Two sums of the same numbers in another order differ by less. */
  private static final double HAIR = 1e-9;

  /**
   * Exposure (Carlini et al., The Secret Sharer, USENIX Security 2019, section 4.2): {@code log2 (n
   * + 1) - log2 rank}, where the rank of a planted canary is that among the n that were not planted
   * and itself. Ties are broken at random and the exposure is the mean over that: so a seeker that
   * says nothing comes to the level of chance, whatever ties it has.
   *
   * <p>The interval is that of Anderson (Stanford technical report 1, 1969) with the constant of
   * Massart (Annals of Probability 1990;18:1269-1283): it holds for any distribution of bounded
   * numbers, also where all are equal, and is wide for it. It is about other planted canaries
   * before the same others. Chance band and p-value come from {@value #DRAWS} random choices of
   * which were planted; they take the scores as they are, ties included.
   *
   * @param scores [canaries] higher = likelier planted
   * @param planted [canaries] the truth
   * @param seed of the random choices
   * @throws IllegalArgumentException if the lengths differ, a score is NaN, or all or none were
   *     planted
   */
  public static CanaryExposure score(float[] scores, boolean[] planted, long seed) {
    MatchPrivacy separation = MatchPrivacy.score(scores, planted);
    int all = scores.length;
    int inserted = separation.members();
    int others = separation.nonMembers();
    Ranks ranks = new Ranks(scores);
    double[] exposures = ranks.exposures(IntStream.range(0, all).filter(i -> planted[i]).toArray());
    double mean = mean(exposures);
    double[] byChance = new double[DRAWS];
    SplittableRandom random = new SplittableRandom(seed);
    int[] order = new int[all];
    Arrays.setAll(order, i -> i);
    int asLarge = 1;
    for (int draw = 0; draw < DRAWS; draw++) {
      for (int i = 0; i < inserted; i++) {
        int j = i + random.nextInt(all - i);
        int swapped = order[i];
        order[i] = order[j];
        order[j] = swapped;
      }
      byChance[draw] = mean(ranks.exposures(Arrays.copyOf(order, inserted)));
      asLarge += byChance[draw] >= mean - HAIR ? 1 : 0;
    }
    Arrays.sort(byChance);
    int tail = (int) (DRAWS * LEVEL / 2);
    return new CanaryExposure(
        inserted,
        others,
        mean,
        Arrays.stream(exposures).max().orElseThrow(),
        interval(exposures, ranks.largest(inserted)),
        ranks.chance(inserted),
        new Interval(byChance[tail], byChance[DRAWS - 1 - tail]),
        (double) asLarge / (DRAWS + 1),
        separation);
  }

  private static double mean(double[] numbers) {
    return Arrays.stream(numbers).average().orElseThrow();
  }

  /** A share of the numbers moved to either end of what is possible. */
  private static Interval interval(double[] exposures, double largest) {
    double[] sorted = exposures.clone();
    Arrays.sort(sorted);
    int n = sorted.length;
    double moved = Math.min(1, Math.sqrt(Math.log(2 / LEVEL) / (2 * n)));
    double low = 0;
    double high = moved * largest;
    for (int i = 0; i < n; i++) {
      low += sorted[i] * Math.max(0, Math.min(1.0 / n, 1 - moved - (double) i / n));
      high += sorted[i] * Math.max(0, Math.min(1.0 / n, (i + 1.0) / n - moved));
    }
    return new Interval(Math.max(0, low), Math.min(largest, high));
  }
}
