package org.hideandseek.seekers.density;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.seekers.Evidence;
import org.hideandseek.seekers.Seeker;
import org.hideandseek.seekers.embedding.Embedding;

/**
 * The attacks on densities. Each is a {@link Statistic} on one common {@link Embedding}, fitted on
 * release and reference patients together, or on release and candidates where no reference is
 * given. A release without patients says nothing, so that all scores are 0.
 *
 * <p>Time grows with candidates times (release + reference), memory with their sum.
 */
public final class DensitySeeker implements Seeker {
  private static final int DIMENSIONS = 20;

  /** 5 and more find fewer copies and fewer mixtures of members; Synth-MIA takes 200 or 5. */
  private static final int GEN_LRA_NEIGHBOURS = 1;

  private static final int DPI_NEIGHBOURS = 20;

  private final Statistic statistic;
  private final boolean needsReference;

  private DensitySeeker(Statistic statistic, boolean needsReference) {
    this.statistic = statistic;
    this.needsReference = needsReference;
  }

  /**
   * The ratio of the release's density to that of the reference, both kernel estimates with Scott's
   * factor: log p_S - log p_R (DOMIAS: van Breugel et al., AISTATS 2023, eq. 2; without the
   * constant that its code adds to p_R).
   */
  public static DensitySeeker domias() {
    return new DensitySeeker(
        (release, reference) -> ratio(Density.scott(release), Density.scott(reference)), true);
  }

  /** DOMIAS with a normal distribution for the density of the reference. */
  public static DensitySeeker domiasGaussian() {
    return new DensitySeeker(
        (release, reference) -> ratio(Density.scott(release), Density.normal(reference)), true);
  }

  static ToDoubleFunction<double[]> ratio(Density release, Density reference) {
    return candidate -> release.log(candidate) - reference.log(candidate);
  }

  /** The density of the release alone, log p_S (DOMIAS, eq. 1). */
  public static DensitySeeker density() {
    return new DensitySeeker((release, reference) -> Density.scott(release)::log, false);
  }

  /** {@link LikelihoodGain}. */
  public static DensitySeeker genLra() {
    return new DensitySeeker(new LikelihoodGain(GEN_LRA_NEIGHBOURS), true);
  }

  /** {@link ReleasedNeighbours} with Synth-MIA's k. */
  public static DensitySeeker dpi() {
    return new DensitySeeker(new ReleasedNeighbours(DPI_NEIGHBOURS), true);
  }

  @Override
  public float[] score(Task task, Evidence evidence) {
    Cohort release = evidence.release();
    Cohort others =
        needsReference
            ? evidence.neededReference()
            : evidence.reference().orElse(evidence.candidates());
    float[] scores = new float[evidence.candidates().size()];
    if (release.size() == 0) {
      return scores;
    }
    Embedding embedding = Embedding.of(List.of(release, others), DIMENSIONS);
    ToDoubleFunction<double[]> score =
        statistic.on(embedding.points(release), embedding.points(others));
    double[][] candidates = embedding.points(evidence.candidates());
    IntStream.range(0, scores.length)
        .parallel()
        .forEach(i -> scores[i] = (float) score.applyAsDouble(candidates[i]));
    return scores;
  }
}
