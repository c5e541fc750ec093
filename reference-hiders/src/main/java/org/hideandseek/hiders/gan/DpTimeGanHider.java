package org.hideandseek.hiders.gan;

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
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.privacy.GaussianCurator;
import org.hideandseek.hiders.privacy.PrivateMarginals;
import org.hideandseek.hiders.scaling.PatientCopula;

/**
 * TimeGAN with differential privacy of all that it releases, not of its discriminator alone: what
 * the networks see is scaled by noised histograms, the autoencoder, the supervisor and the
 * discriminator are trained by DP-SGD, and the generator learns from these three.
 */
public final class DpTimeGanHider implements PrivateHider {
  private static final double DELTA = 1e-5;

  /** What the distributions and the correlations of the statics may cost of their part. */
  private static final double MARGINALS = 0.75;

  private static final double STATICS = 0.25;

  /** Noise of the statistics, in units of what DP-SGD adds in a step. */
  private static final double STATISTICS_NOISE = 2.5;

  /** The probability that a member takes part in a step. */
  private static final double RATE = 0.05;

  private static final int CODING_STEPS = 200;
  private static final int SUPERVISED_STEPS = 600;
  private static final int PLAYED_STEPS = 40;

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
  public DpTimeGanHider(PrintStream log, double effort, double epsilon) {
    this.log = log;
    this.effort = effort;
    this.epsilon = epsilon;
  }

  @Override
  public Release releasePrivately(Task task, Cohort members) {
    return release(
        task,
        members,
        Composition.of(
                new SubsampledGaussian(STATISTICS_NOISE, 1, 1),
                new SubsampledGaussian(1, RATE, steps(CODING_STEPS)),
                new SubsampledGaussian(1, RATE, steps(SUPERVISED_STEPS)),
                new SubsampledGaussian(1, RATE, steps(PLAYED_STEPS)))
            .forEpsilon(epsilon, DELTA));
  }

  private int steps(int planned) {
    return Math.max(1, (int) (effort * planned));
  }

  /**
   * A release for other noise.
   *
   * @param budget the mechanism of all statistics together, then those of the autoencoder, of the
   *     supervisor and of the discriminator
   */
  Release release(Task task, Cohort members, Composition budget) {
    return Session.run(task, log, session -> release(session, task, members, budget));
  }

  private Release release(Session session, Task task, Cohort members, Composition budget) {
    SplittableRandom random = new SplittableRandom(task.seed());
    List<SubsampledGaussian> descents = budget.parts().subList(1, budget.parts().size());
    GaussianCurator curator =
        new GaussianCurator(members.patients(), budget.parts().get(0).sigma(), random.split());
    PrivateMarginals marginals = new PrivateMarginals(members.schema(), curator, MARGINALS);
    PatientCopula copula = marginals.copula(curator, STATICS, random);
    DpTimeGan gan = new DpTimeGan(session, members, marginals, copula, random);
    gan.train(descents.get(0), descents.get(1), descents.get(2));
    List<SubsampledGaussian> parts = new ArrayList<>(curator.ledger());
    parts.addAll(descents);
    PrivacyClaim claim = new PrivacyClaim(Mechanism.GAUSSIAN_AND_DP_SGD, epsilon, DELTA, parts);
    session.say(
        "epsilon %.3f of %.3f at delta %.0e", claim.accounted().orElseThrow(), epsilon, DELTA);
    return new Release(gan.release(task.records()), claim);
  }
}
