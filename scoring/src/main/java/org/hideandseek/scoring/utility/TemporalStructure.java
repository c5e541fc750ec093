package org.hideandseek.scoring.utility;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/** How values follow each other, and when. */
final class TemporalStructure {
  private final Compared<Cohort> cohorts;
  private final List<Component> autocorrelations = new ArrayList<>();
  private final List<Component> changes = new ArrayList<>();

  private TemporalStructure(Compared<Cohort> cohorts) {
    this.cohorts = cohorts;
  }

  private static Component gaps(Compared<Cohort> cohorts) {
    Compared<Sample> gaps = cohorts.map(Columns::gaps).map(Sample::of);
    if (gaps.members().isEmpty() || gaps.holdout().isEmpty()) {
      return Component.ofDistance(Facet.TEMPORAL_STRUCTURE, "time gaps", 0, 0, 0);
    }
    Schema schema = cohorts.holdout().schema();
    double median = gaps.holdout().median();
    double unit = median > 0 ? median : schema.horizon() / schema.steps();
    return Marginals.numeric(Facet.TEMPORAL_STRUCTURE, "time gaps", gaps, unit);
  }

  /** Autocorrelations, changes and time gaps. */
  static List<List<Component>> groups(Compared<Cohort> cohorts, long seed) {
    Schema schema = cohorts.holdout().schema();
    TemporalStructure structure = new TemporalStructure(cohorts);
    for (int f = 0; f < schema.featureCount(); f++) {
      Variable variable = schema.features().get(f);
      int feature = f;
      if (variable.kind() == Kind.NUMERIC) {
        float[] pooled = Columns.feature(cohorts.members(), feature);
        if (pooled.length > 0) {
          float[] unrelated = changesOfIndependentDraws(pooled, seed + f);
          Clip clip = Clip.of(Sample.of(pooled));
          structure.numeric(
              variable,
              cohorts.map(cohort -> Chain.of(cohort, feature, clip)),
              Sample.of(unrelated));
        }
      } else {
        structure.codes(variable, cohorts.map(cohort -> CodeChain.of(cohort, feature, variable)));
      }
    }
    return List.of(structure.autocorrelations, structure.changes, List.of(gaps(cohorts)));
  }

  private void numeric(Variable variable, Compared<Chain> chains, Sample unrelated) {
    if (!enough(chains.map(chain -> chain.pairs))) {
      return;
    }
    Compared<Double> correlation = chains.map(Chain::correlation);
    autocorrelations.add(autocorrelation(variable, correlation));
    double deviation = chains.holdout().deviation();
    double scale = deviation > 0 ? deviation : ((double) variable.max() - variable.min()) / 10;
    Compared<Sample> steps = chains.map(chain -> chain.changes);
    changes.add(
        Component.ofDistance(
            Facet.TEMPORAL_STRUCTURE,
            "changes of " + variable.name(),
            Math.min(steps.holdout().distanceTo(unrelated), steps.holdout().distanceTo(0.0))
                / scale,
            steps.holdout().distanceTo(steps.members()) / scale,
            steps.holdout().distanceTo(steps.release()) / scale));
  }

  private void codes(Variable variable, Compared<CodeChain> chains) {
    if (!enough(chains.map(chain -> chain.pairs))) {
      return;
    }
    autocorrelations.add(autocorrelation(variable, chains.map(CodeChain::kappa)));
    Compared<Double> shares = chains.map(CodeChain::changes);
    double truth = shares.holdout();
    changes.add(
        Component.ofDistance(
            Facet.TEMPORAL_STRUCTURE,
            "changes of " + variable.name(),
            Math.min(Math.abs(chains.members().diversity() - truth), truth),
            Math.abs(shares.members() - truth),
            Math.abs(shares.release() - truth)));
  }

  private boolean enough(Compared<Integer> pairs) {
    return Columns.enough(pairs.members(), cohorts.members())
        && Columns.enough(pairs.holdout(), cohorts.holdout());
  }

  private static Component autocorrelation(Variable variable, Compared<Double> correlation) {
    double truth = correlation.holdout();
    return Component.ofDistance(
        Facet.TEMPORAL_STRUCTURE,
        "autocorrelation of " + variable.name(),
        Math.abs(truth),
        Math.abs(correlation.members() - truth),
        Math.abs(correlation.release() - truth));
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
