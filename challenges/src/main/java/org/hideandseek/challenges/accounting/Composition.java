package org.hideandseek.challenges.accounting;

import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Several subsampled Gaussian mechanisms on the same patients, one after the other: a few noised
 * statistics and then DP-SGD, say. Their Rényi divergences add up order by order (Mironov, arXiv
 * 1702.07476, proposition 1).
 *
 * @param parts in any order; none at all spends nothing
 */
public record Composition(List<SubsampledGaussian> parts) {
  /** The orders of Opacus: 1.1, 1.2 to 10.9, then 12 to 63. */
  private static final double[] ORDERS =
      DoubleStream.concat(
              IntStream.rangeClosed(11, 109).mapToDouble(tenths -> tenths / 10.0),
              IntStream.rangeClosed(12, 63).asDoubleStream())
          .toArray();

  public Composition {
    parts = List.copyOf(parts);
  }

  public static Composition of(SubsampledGaussian... parts) {
    return new Composition(List.of(parts));
  }

  /**
   * Rényi differential privacy of all parts: the sum of theirs.
   *
   * @param order alpha, above 1
   */
  public double rdp(double order) {
    return parts.stream().mapToDouble(part -> part.rdp(order)).sum();
  }

  /**
   * The epsilon for a delta: the least over Opacus' grid of orders of {@code rdp - (ln delta + ln
   * alpha) / (alpha - 1) + ln((alpha - 1) / alpha)} (Balle et al., arXiv 1905.09982, theorem 21;
   * Canonne, Kamath and Steinke, arXiv 2004.00010, proposition 12), and not below 0.
   *
   * @param delta strictly between 0 and 1
   */
  public PrivacyCost cost(double delta) {
    if (!(delta > 0 && delta < 1)) {
      throw new IllegalArgumentException("delta lies between 0 and 1, not at " + delta);
    }
    if (parts.stream().allMatch(SubsampledGaussian::touchesNobody)) {
      return new PrivacyCost(0, ORDERS[ORDERS.length - 1]);
    }
    PrivacyCost best = new PrivacyCost(Double.POSITIVE_INFINITY, ORDERS[0]);
    for (double order : ORDERS) {
      double epsilon =
          rdp(order)
              - (Math.log(delta) + Math.log(order)) / (order - 1)
              + Math.log((order - 1) / order);
      if (epsilon < best.epsilon()) {
        best = new PrivacyCost(Math.max(0, epsilon), order);
      }
    }
    return best;
  }

  /**
   * The same parts with more or less noise, so that epsilon is just within what is wanted: one
   * factor for all of them, the least by bisection to a millionth of it and rounded up, so that the
   * promise holds. How noisy the parts are compared with each other stays as it is.
   *
   * @param epsilon wanted, above 0
   * @param delta strictly between 0 and 1
   * @return parts with {@code cost(delta).epsilon() <= epsilon}
   * @throws IllegalArgumentException if no noise reaches it on the grid of orders, or a part has
   *     none that could be multiplied
   */
  public Composition forEpsilon(double epsilon, double delta) {
    if (!(epsilon > 0 && epsilon < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("a wanted epsilon is above 0, unlike " + epsilon);
    }
    if (parts.stream().anyMatch(part -> part.sigma() == 0 && !part.touchesNobody())) {
      throw new IllegalArgumentException("a part without noise stays without it");
    }
    Composition none = times(0);
    if (none.cost(delta).epsilon() <= epsilon) {
      return none;
    }
    double largest = parts.stream().mapToDouble(SubsampledGaussian::sigma).max().orElseThrow();
    double low = 0;
    double high = 1 / largest;
    while (times(high).cost(delta).epsilon() > epsilon) {
      low = high;
      high *= 2;
      if (high * largest > SubsampledGaussian.LARGEST_SIGMA) {
        throw new IllegalArgumentException(
            "no noise reaches epsilon " + epsilon + " at delta " + delta);
      }
    }
    while (high - low > 1e-6 * high) {
      double middle = (low + high) / 2;
      if (times(middle).cost(delta).epsilon() <= epsilon) {
        high = middle;
      } else {
        low = middle;
      }
    }
    return times(high);
  }

  private Composition times(double factor) {
    return new Composition(
        parts.stream()
            .map(part -> new SubsampledGaussian(factor * part.sigma(), part.rate(), part.steps()))
            .toList());
  }
}
