package org.hideandseek.hiders.moments;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.accounting.SubsampledGaussian;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.PrivacyClaim;
import org.hideandseek.challenges.contract.PrivacyClaim.Mechanism;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.PrivateHider;
import org.hideandseek.hiders.Release;
import org.hideandseek.hiders.privacy.Curator;
import org.hideandseek.hiders.privacy.GaussianCurator;
import org.hideandseek.hiders.privacy.PrivateMarginals;
import org.hideandseek.hiders.scaling.PatientCopula;

/**
 * Vector autoregression with differential privacy: distributions, correlations and moments by the
 * Gaussian mechanism over public bounds, and nothing else. It knows neither how many members there
 * are nor any of their values.
 */
public final class DpVarHider implements PrivateHider {
  private static final double DELTA = 1e-5;

  /** What each part of the model may cost; most goes to the most numbers. */
  private static final double MARGINALS = 0.3;

  private static final double STATICS = 0.1;
  private static final double DYNAMICS = 0.6;

  private final PrintStream log;
  private final double effort;
  private final double epsilon;

  /**
   * A hider with a budget.
   *
   * @param log gets what was spent
   * @param effort the share of the planned samples that the model learns from: 1, but for tests
   * @param epsilon of differential privacy at delta 1e-5, above 0
   */
  public DpVarHider(PrintStream log, double effort, double epsilon) {
    this.log = log;
    this.effort = effort;
    this.epsilon = epsilon;
  }

  @Override
  public Release releasePrivately(Task task, Cohort members) {
    SplittableRandom random = new SplittableRandom(task.seed());
    double sigma = SubsampledGaussian.forEpsilon(epsilon, 1, 1, DELTA).sigma();
    GaussianCurator curator = new GaussianCurator(members.patients(), sigma, random.split());
    Cohort cohort = learned(members.schema(), curator, task.records(), effort, random);
    PrivacyClaim claim = new PrivacyClaim(Mechanism.GAUSSIAN, epsilon, DELTA, curator.ledger());
    log.printf(
        "epsilon %.3f of %.3f at delta %.0e%n", claim.accounted().orElseThrow(), epsilon, DELTA);
    return new Release(cohort, claim);
  }

  /** Patients that depend on the members through the curator alone. */
  static Cohort learned(
      Schema schema, Curator curator, int records, double effort, SplittableRandom random) {
    PrivateMarginals marginals = new PrivateMarginals(schema, curator, MARGINALS);
    PatientCopula copula = marginals.copula(curator, STATICS, random);
    MomentModel model = new MomentModel(marginals, copula, curator, DYNAMICS, effort, random);
    List<Patient> released = new ArrayList<>(records);
    for (int i = 0; i < records; i++) {
      released.add(model.draw(random));
    }
    return new Cohort(schema, released);
  }
}
