package org.hideandseek.scoring.utility;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/** How values follow each other, and when. */
final class TemporalStructure {
  private static final String TOO_FEW =
      "fewer than 20 pairs of consecutive measurements, or than one for every five patients";

  private final Compared<Cohort> cohorts;
  private final Groups groups;
  private final List<Judged> autocorrelations = new ArrayList<>();
  private final List<Judged> changes = new ArrayList<>();
  private final FacetParts parts = new FacetParts(Facet.TEMPORAL_STRUCTURE);

  private TemporalStructure(Compared<Cohort> cohorts, Groups groups) {
    this.cohorts = cohorts;
    this.groups = groups;
  }

  /** Autocorrelations, changes and time gaps. */
  static FacetParts parts(Compared<Cohort> cohorts, Groups groups, long seed) {
    return new TemporalStructure(cohorts, groups).compare(seed);
  }

  private FacetParts compare(long seed) {
    Schema schema = cohorts.holdout().schema();
    for (int f = 0; f < schema.featureCount(); f++) {
      Variable variable = schema.features().get(f);
      int feature = f;
      if (variable.kind() == Kind.NUMERIC) {
        float[] pooled = Columns.feature(cohorts.members(), feature);
        if (pooled.length > 0) {
          float[] unrelated = changesOfIndependentDraws(pooled, seed + f);
          Clip clip = Clip.of(Sample.of(pooled));
          numeric(variable, cohort -> Chain.of(cohort, feature, clip), Sample.of(unrelated));
        } else {
          leaveOut(variable);
        }
      } else {
        codes(variable, cohort -> CodeChain.of(cohort, feature, variable));
      }
    }
    autocorrelations.forEach(judged -> parts.add(judged.component(), judged.redraw()));
    parts.nextGroup();
    changes.forEach(judged -> parts.add(judged.component(), judged.redraw()));
    parts.nextGroup();
    gaps();
    return parts;
  }

  private void leaveOut(Variable variable) {
    parts.leaveOut("autocorrelation of " + variable.name(), TOO_FEW);
    parts.leaveOut("changes of " + variable.name(), TOO_FEW);
  }

  private void gaps() {
    Compared<Sample> gaps = cohorts.map(Columns::gaps).map(Sample::of);
    if (gaps.members().isEmpty() || gaps.holdout().isEmpty()) {
      parts.add(
          Component.ofDistance(Facet.TEMPORAL_STRUCTURE, "time gaps", 0, 0, 0),
          draw -> new double[3]);
      return;
    }
    Schema schema = cohorts.holdout().schema();
    double median = gaps.holdout().median();
    double unit = median > 0 ? median : schema.horizon() / schema.steps();
    Marginals.numeric("time gaps", gaps, groups.each(Columns::gaps), unit, parts);
  }

  private void numeric(Variable variable, Function<Cohort, Chain> chain, Sample unrelated) {
    Compared<Chain> chains = cohorts.map(chain);
    if (!enough(chains.map(c -> c.pairs))) {
      leaveOut(variable);
      return;
    }
    List<Chain> byGroup = groups.each(chain);
    Compared<Double> correlation = chains.map(Chain::correlation);
    autocorrelation(variable, correlation, draw -> Chain.drawn(byGroup, draw).correlation());
    double deviation = chains.holdout().deviation();
    double scale = deviation > 0 ? deviation : ((double) variable.max() - variable.min()) / 10;
    Compared<Sample> steps = chains.map(c -> c.changes);
    Sample none = Sample.of(new float[1]);
    RedrawnDistances redrawn =
        new RedrawnDistances(
            byGroup.stream().map(c -> c.absolute.toArray()).toList(),
            steps.holdout(),
            List.of(unrelated, none, steps.members(), steps.release()));
    changes.add(
        new Judged(
            Component.ofDistance(
                Facet.TEMPORAL_STRUCTURE,
                "changes of " + variable.name(),
                Math.min(steps.holdout().distanceTo(unrelated), steps.holdout().distanceTo(0.0))
                    / scale,
                steps.holdout().distanceTo(steps.members()) / scale,
                steps.holdout().distanceTo(steps.release()) / scale),
            draw -> {
              double[] w1 = redrawn.of(draw);
              return new double[] {Math.min(w1[0], w1[1]) / scale, w1[2] / scale, w1[3] / scale};
            }));
  }

  private void codes(Variable variable, Function<Cohort, CodeChain> chain) {
    Compared<CodeChain> chains = cohorts.map(chain);
    if (!enough(chains.map(c -> c.pairs))) {
      leaveOut(variable);
      return;
    }
    List<CodeChain> byGroup = groups.each(chain);
    autocorrelation(
        variable, chains.map(CodeChain::kappa), draw -> CodeChain.drawn(byGroup, draw).kappa());
    double[] errors = changeErrors(chains, chains.holdout().changes());
    changes.add(
        new Judged(
            Component.ofDistance(
                Facet.TEMPORAL_STRUCTURE,
                "changes of " + variable.name(),
                errors[0],
                errors[1],
                errors[2]),
            draw -> changeErrors(chains, CodeChain.drawn(byGroup, draw).changes())));
  }

  private static double[] changeErrors(Compared<CodeChain> chains, double truth) {
    return new double[] {
      Math.min(Math.abs(chains.members().diversity() - truth), truth),
      Math.abs(chains.members().changes() - truth),
      Math.abs(chains.release().changes() - truth)
    };
  }

  private boolean enough(Compared<Integer> pairs) {
    return Columns.enough(pairs.members(), cohorts.members())
        && Columns.enough(pairs.holdout(), cohorts.holdout());
  }

  private void autocorrelation(
      Variable variable, Compared<Double> correlation, ToDoubleFunction<Draw> redraw) {
    double[] errors = correlationErrors(correlation, correlation.holdout());
    autocorrelations.add(
        new Judged(
            Component.ofDistance(
                Facet.TEMPORAL_STRUCTURE,
                "autocorrelation of " + variable.name(),
                errors[0],
                errors[1],
                errors[2]),
            draw -> correlationErrors(correlation, redraw.applyAsDouble(draw))));
  }

  private static double[] correlationErrors(Compared<Double> correlation, double truth) {
    return new double[] {
      Math.abs(truth),
      Math.abs(correlation.members() - truth),
      Math.abs(correlation.release() - truth)
    };
  }

  private static float[] changesOfIndependentDraws(float[] pooled, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] changes = new float[pooled.length];
    for (int i = 0; i < changes.length; i++) {
      float one = pooled[random.nextInt(pooled.length)];
      float other = pooled[random.nextInt(pooled.length)];
      changes[i] = Math.abs(one - other);
    }
    return changes;
  }

  /** Pairs of consecutive measurements of a numeric feature. */
  private static final class Chain {
    private final Clip clip;
    private final Numbers absolute = new Numbers();
    private int pairs;
    private double sumA;
    private double sumB;
    private double sumAa;
    private double sumBb;
    private double sumAb;
    private Sample changes = Sample.of(new float[0]);

    private Chain(Clip clip) {
      this.clip = clip;
    }

    static Chain of(Cohort cohort, int feature, Clip clip) {
      Chain chain = new Chain(clip);
      Columns.pairs(cohort, feature, chain::add);
      chain.changes = Sample.of(chain.absolute.toArray());
      return chain;
    }

    /** The pairs of what is drawn, without their changes. */
    static Chain drawn(List<Chain> byGroup, Draw draw) {
      Chain drawn = new Chain(byGroup.get(0).clip);
      for (int g = 0; g < byGroup.size(); g++) {
        int weight = draw.weights()[g];
        Chain group = byGroup.get(g);
        drawn.pairs += weight * group.pairs;
        drawn.sumA += weight * group.sumA;
        drawn.sumB += weight * group.sumB;
        drawn.sumAa += weight * group.sumAa;
        drawn.sumBb += weight * group.sumBb;
        drawn.sumAb += weight * group.sumAb;
      }
      return drawn;
    }

    private void add(float previous, float next) {
      absolute.add(Math.min(Float.MAX_VALUE, Math.abs(next - previous)));
      double a = clip.standardised(previous);
      double b = clip.standardised(next);
      pairs++;
      sumA += a;
      sumB += b;
      sumAa += a * a;
      sumBb += b * b;
      sumAb += a * b;
    }

    /** Pearson's, NaN without pairs, 0 where one side is constant. */
    double correlation() {
      if (pairs == 0) {
        return Double.NaN;
      }
      double varianceA = sumAa / pairs - (sumA / pairs) * (sumA / pairs);
      double varianceB = sumBb / pairs - (sumB / pairs) * (sumB / pairs);
      if (varianceA < 1e-9 || varianceB < 1e-9) {
        return 0;
      }
      double covariance = sumAb / pairs - (sumA / pairs) * (sumB / pairs);
      return Math.max(-1, Math.min(1, covariance / Math.sqrt(varianceA * varianceB)));
    }

    /** Standard deviation of the later values of all pairs, in the feature's unit, clipped. */
    double deviation() {
      double variance = sumBb / pairs - (sumB / pairs) * (sumB / pairs);
      return variance < 1e-9 ? 0 : Math.sqrt(variance) * clip.deviation();
    }
  }

  /** Pairs of consecutive measurements of a feature with codes. */
  private static final class CodeChain {
    private final Variable variable;
    private final double[] before;
    private final double[] after;
    private int pairs;
    private int differing;

    private CodeChain(Variable variable) {
      this.variable = variable;
      before = new double[variable.codes() + 2];
      after = new double[variable.codes() + 2];
    }

    static CodeChain of(Cohort cohort, int feature, Variable variable) {
      CodeChain chain = new CodeChain(variable);
      Columns.pairs(cohort, feature, chain::add);
      return chain;
    }

    /** The pairs of what is drawn. */
    static CodeChain drawn(List<CodeChain> byGroup, Draw draw) {
      CodeChain drawn = new CodeChain(byGroup.get(0).variable);
      for (int g = 0; g < byGroup.size(); g++) {
        int weight = draw.weights()[g];
        CodeChain group = byGroup.get(g);
        drawn.pairs += weight * group.pairs;
        drawn.differing += weight * group.differing;
        for (int i = 0; i < drawn.before.length; i++) {
          drawn.before[i] += weight * group.before[i];
          drawn.after[i] += weight * group.after[i];
        }
      }
      return drawn;
    }

    private void add(float previous, float next) {
      int a = Frequencies.bin(variable, previous);
      int b = Frequencies.bin(variable, next);
      pairs++;
      before[a]++;
      after[b]++;
      differing += a == b ? 0 : 1;
    }

    /** Share of pairs that differ, NaN without pairs. */
    double changes() {
      return pairs == 0 ? Double.NaN : (double) differing / pairs;
    }

    /** Share of pairs that would differ if they were unrelated. */
    double diversity() {
      double same = 0;
      for (int i = 0; i < before.length; i++) {
        same += before[i] / pairs * after[i] / pairs;
      }
      return 1 - same;
    }

    /** Cohen's kappa, NaN without pairs, 0 where all values are the same. */
    double kappa() {
      if (pairs == 0) {
        return Double.NaN;
      }
      double expected = diversity();
      return expected < 1e-9 ? 0 : 1 - changes() / expected;
    }
  }
}
