package org.hideandseek.hiders.par;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.accounting.Composition;
import org.hideandseek.challenges.accounting.SubsampledGaussian;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.PrivacyClaim;
import org.hideandseek.challenges.contract.PrivacyClaim.Mechanism;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.PrivateHider;
import org.hideandseek.hiders.Release;
import org.hideandseek.hiders.network.PrivateTrainer;
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.privacy.GaussianCurator;
import org.hideandseek.hiders.privacy.PrivateMarginals;
import org.hideandseek.hiders.scaling.PatientCopula;

/**
 * The autoregressive network with differential privacy: what it sees is scaled by noised histograms
 * over public bounds, and it is trained by DP-SGD. Nothing else touches the members.
 */
public final class DpParHider implements PrivateHider {
  private static final double DELTA = 1e-5;

  /** What the distributions and the correlations of the statics may cost of their part. */
  private static final double MARGINALS = 0.75;

  private static final double STATICS = 0.25;

  /** Noise of the statistics, in units of what DP-SGD adds in a step. */
  private static final double STATISTICS_NOISE = 4;

  private static final double RATE = 0.05;
  private static final int STEPS = 800;
  private static final double CLIP = 20;
  private static final double LEARNING_RATE = 0.01;
  private static final ParNetwork.Size SIZE = new ParNetwork.Size(12, 24, 8);

  private final PrintStream log;
  private final double effort;
  private final double epsilon;

  /**
   * A hider with a budget.
   *
   * @param log gets progress, and what was spent
   * @param effort share of the planned training steps
   * @param epsilon of differential privacy at delta 1e-5, above 0
   */
  public DpParHider(PrintStream log, double effort, double epsilon) {
    this.log = log;
    this.effort = effort;
    this.epsilon = epsilon;
  }

  @Override
  public Release releasePrivately(Task task, Cohort members) {
    int steps = Math.max(1, (int) (effort * STEPS));
    Composition budget =
        Composition.of(
                new SubsampledGaussian(STATISTICS_NOISE, 1, 1),
                new SubsampledGaussian(1, RATE, steps))
            .forEpsilon(epsilon, DELTA);
    return release(task, members, budget);
  }

  /**
   * A release for other noise.
   *
   * @param budget the mechanism of all statistics together, then that of the training
   */
  Release release(Task task, Cohort members, Composition budget) {
    return Session.run(task, log, session -> release(session, task, members, budget));
  }

  private Release release(Session session, Task task, Cohort members, Composition budget) {
    SplittableRandom random = new SplittableRandom(task.seed());
    SubsampledGaussian statistics = budget.parts().get(0);
    SubsampledGaussian descent = budget.parts().get(1);
    GaussianCurator curator =
        new GaussianCurator(members.patients(), statistics.sigma(), random.split());
    SplittableRandom coins = random.split();
    PrivateMarginals marginals = new PrivateMarginals(members.schema(), curator, MARGINALS);
    PatientCopula copula = marginals.copula(curator, STATICS, random);
    ParModel model = new ParModel(session, members, marginals.coding(), copula, SIZE, random);
    new PrivateTrainer(session, new PrivateTrainer.Plan(descent, CLIP, LEARNING_RATE), coins)
        .fit("dp-par", model.weights(), members.size(), model);
    List<SubsampledGaussian> parts = new ArrayList<>(curator.ledger());
    parts.add(descent);
    PrivacyClaim claim = new PrivacyClaim(Mechanism.GAUSSIAN_AND_DP_SGD, epsilon, DELTA, parts);
    session.say(
        "epsilon %.3f of %.3f at delta %.0e", claim.accounted().orElseThrow(), epsilon, DELTA);
    return new Release(model.release(task.records()), claim);
  }
}
