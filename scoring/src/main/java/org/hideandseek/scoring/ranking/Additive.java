package org.hideandseek.scoring.ranking;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.hideandseek.scoring.Interval;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.RealMatrix;

/**
 * A rating of hiders and seekers that does not need all pairs: AUC of a pair = base + effect of the
 * hider + effect of the seeker, by least squares weighted with {@code 1 / (v + t)}: v the variance
 * of the pair's mean over splits, t the {@code misfit}. The fit depends on no order.
 *
 * <p>The misfit is what pairs differ from the sum beyond v: {@code max(0, (R - sum((1 - h) v)) /
 * d)} with R the residual sum of squares, h the leverages and d the degrees of freedom of the
 * unweighted fit (Hedges' estimator: Hedges and Olkin, Statistical Methods for Meta-Analysis, 1985,
 * chapter 9; 0 without degrees of freedom). It keeps a pair with a tiny variance, such as a copy
 * that all seekers see through, from deciding everything.
 *
 * <p>Effects add up to 0 over hiders and over seekers. Where the pairs fall apart into parts
 * without a pair between them, each part is fitted for itself: effects compare only within one.
 *
 * @param bases by part: the mean AUC that effects are added to
 * @param hiders by name, those that some seeker of another team has a score on; higher leaks more
 * @param seekers by name, those that have a score; higher finds more
 * @param misfit variance of a pair around the sum, in AUC squared, not negative
 */
public record Additive(
    List<Double> bases, Map<String, Effect> hiders, Map<String, Effect> seekers, double misfit) {

  private static final double SMALLEST_VARIANCE = 1e-8;

  public Additive {
    bases = List.copyOf(bases);
    hiders = Collections.unmodifiableMap(new TreeMap<>(hiders));
    seekers = Collections.unmodifiableMap(new TreeMap<>(seekers));
  }

  /**
   * An effect.
   *
   * @param value in AUC
   * @param interval 95 %, normal
   * @param part which of {@link Additive#bases}
   */
  public record Effect(double value, Interval interval, int part) {}

  /** A pair's mean over splits and its variance. */
  record Pair(String hider, String seeker, double auc, double variance) {}

  /** What is expected of a pair, and the variance of it coming out otherwise. */
  record Expected(double auc, double variance) {}

  /** The fit with what predictions need of it. */
  static final class Fit {
    private final Additive additive;
    private final List<Part> parts;

    private Fit(Additive additive, List<Part> parts) {
      this.additive = additive;
      this.parts = parts;
    }

    Additive additive() {
      return additive;
    }

    /** Empty if the pairs say nothing about this one. */
    Optional<Expected> expected(String hider, String seeker) {
      return parts.stream()
          .filter(part -> part.hiders.containsKey(hider) && part.seekers.containsKey(seeker))
          .findFirst()
          .map(part -> part.expected(hider, seeker, additive.misfit));
    }
  }

  /** One connected part: where its parameters stand, and their estimates. */
  private static final class Part {
    private final List<Pair> pairs;
    private final Map<String, Integer> hiders = new TreeMap<>();
    private final Map<String, Integer> seekers = new TreeMap<>();
    private double[] estimate = {};
    private double[][] covariance = {};

    Part(List<Pair> pairs) {
      this.pairs = pairs;
      pairs.forEach(pair -> hiders.put(pair.hider, 0));
      pairs.forEach(pair -> seekers.put(pair.seeker, 0));
      int[] at = {1};
      hiders.replaceAll((name, zero) -> at[0]++);
      seekers.replaceAll((name, zero) -> at[0]++);
    }

    int size() {
      return 1 + hiders.size() + seekers.size();
    }

    /** Pairs less free parameters. */
    int degrees() {
      return pairs.size() - (size() - 2);
    }

    int[] places(String hider, String seeker) {
      return new int[] {0, hiders.get(hider), seekers.get(seeker)};
    }

    void solve(double[] weights) {
      double[][] normal = new double[size()][size()];
      double[] right = new double[size()];
      double mean = 0;
      for (int p = 0; p < pairs.size(); p++) {
        Pair pair = pairs.get(p);
        int[] places = places(pair.hider, pair.seeker);
        for (int i : places) {
          right[i] += weights[p] * pair.auc;
          for (int j : places) {
            normal[i][j] += weights[p];
          }
        }
        mean += weights[p] / pairs.size();
      }
      double[][] fixed = new double[size()][];
      for (int i = 0; i < size(); i++) {
        fixed[i] = normal[i].clone();
      }
      // The sums of effects are free: penalising them sets them to 0 and changes nothing else.
      penalise(fixed, 1, 1 + hiders.size(), mean);
      penalise(fixed, 1 + hiders.size(), size(), mean);
      RealMatrix inverse =
          new CholeskyDecomposition(new Array2DRowRealMatrix(fixed, false), 1e-9, 1e-300)
              .getSolver()
              .getInverse();
      estimate = inverse.operate(right);
      double[][] inverted = inverse.getData();
      covariance = product(product(inverted, normal), inverted);
    }

    /** Every sum in the order of its terms, but by rows, as memory lies: many times as fast. */
    private static double[][] product(double[][] left, double[][] right) {
      double[][] product = new double[left.length][right[0].length];
      for (int row = 0; row < left.length; row++) {
        double[] sums = product[row];
        for (int i = 0; i < right.length; i++) {
          double factor = left[row][i];
          double[] terms = right[i];
          for (int column = 0; column < sums.length; column++) {
            sums[column] += factor * terms[column];
          }
        }
      }
      return product;
    }

    private static void penalise(double[][] matrix, int from, int to, double weight) {
      for (int i = from; i < to; i++) {
        for (int j = from; j < to; j++) {
          matrix[i][j] += weight;
        }
      }
    }

    Expected expected(String hider, String seeker, double misfit) {
      int[] places = places(hider, seeker);
      double auc = 0;
      double variance = misfit;
      for (int i : places) {
        auc += estimate[i];
        for (int j : places) {
          variance += covariance[i][j];
        }
      }
      return new Expected(auc, variance);
    }

    Effect effect(int place, int number) {
      double halfWidth =
          Interval.normalQuantile(Ranking.CONFIDENCE)
              * Math.sqrt(Math.max(0, covariance[place][place]));
      double value = estimate[place];
      return new Effect(value, new Interval(value - halfWidth, value + halfWidth), number);
    }
  }

  /**
   * Fits.
   *
   * @param pairs each once, by name of hider and seeker
   */
  static Fit fit(List<Pair> pairs) {
    List<Part> parts = parts(pairs);
    double residuals = 0;
    double explained = 0;
    int degrees = 0;
    for (Part part : parts) {
      double[] ones = new double[part.pairs.size()];
      Arrays.fill(ones, 1);
      part.solve(ones);
      for (Pair pair : part.pairs) {
        Expected expected = part.expected(pair.hider, pair.seeker, 0);
        residuals += (pair.auc - expected.auc) * (pair.auc - expected.auc);
        explained += (1 - expected.variance) * pair.variance;
      }
      degrees += part.degrees();
    }
    double misfit = degrees > 0 ? Math.max(0, (residuals - explained) / degrees) : 0;
    List<Double> bases = new ArrayList<>();
    Map<String, Effect> hiders = new TreeMap<>();
    Map<String, Effect> seekers = new TreeMap<>();
    for (Part part : parts) {
      part.solve(
          part.pairs.stream()
              .mapToDouble(pair -> 1 / (Math.max(SMALLEST_VARIANCE, pair.variance) + misfit))
              .toArray());
      int number = bases.size();
      bases.add(part.estimate[0]);
      part.hiders.forEach((name, place) -> hiders.put(name, part.effect(place, number)));
      part.seekers.forEach((name, place) -> seekers.put(name, part.effect(place, number)));
    }
    return new Fit(new Additive(bases, hiders, seekers, misfit), parts);
  }

  /** In order of their first pair. */
  private static List<Part> parts(List<Pair> pairs) {
    Map<String, Integer> partOfHider = new HashMap<>();
    Map<String, Integer> partOfSeeker = new HashMap<>();
    for (int p = 0; p < pairs.size(); p++) {
      partOfHider.putIfAbsent(pairs.get(p).hider, p);
      partOfSeeker.putIfAbsent(pairs.get(p).seeker, p);
    }
    // The least number spreads along pairs until nothing changes.
    for (boolean changed = true; changed; ) {
      changed = false;
      for (Pair pair : pairs) {
        int one = partOfHider.get(pair.hider);
        int other = partOfSeeker.get(pair.seeker);
        if (one != other) {
          partOfHider.put(pair.hider, Math.min(one, other));
          partOfSeeker.put(pair.seeker, Math.min(one, other));
          changed = true;
        }
      }
    }
    Map<Integer, List<Pair>> grouped = new TreeMap<>();
    for (Pair pair : pairs) {
      grouped.computeIfAbsent(partOfHider.get(pair.hider), number -> new ArrayList<>()).add(pair);
    }
    return grouped.values().stream().map(Part::new).toList();
  }
}
