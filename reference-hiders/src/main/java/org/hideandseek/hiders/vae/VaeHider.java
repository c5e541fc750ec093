package org.hideandseek.hiders.vae;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.Hider;
import org.hideandseek.hiders.HidingException;
import org.hideandseek.hiders.network.Layout;
import org.hideandseek.hiders.network.Scalar;
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.network.Trainer;
import org.hideandseek.hiders.network.Weights;

/**
 * Trains a {@link SeriesVae}, and releases samples of it, or what it reconstructs of the members.
 * It makes no formal promise of privacy.
 */
public final class VaeHider implements Hider {
  private static final SeriesVae.Size SMALL = new SeriesVae.Size(16, 8, 16, 32);
  private static final SeriesVae.Size LARGE = new SeriesVae.Size(32, 16, 32, 64);
  private static final int BATCH = 64;
  private static final int MOST_PADDED_STEPS = 8192;
  private static final double RATE = 2e-3;
  private static final double CLIP = 2;
  private static final int LOOKS = 100;
  private static final int PATIENCE = 8;

  /** Times that every member is looked at, if time allows. */
  private static final double EPOCHS = 28;

  private static final int LEAST_STEPS = 400;

  /** Products of a padded step and a weight that training may take. */
  private static final double MOST_PRODUCTS = 1.2e12;

  private static final double BETA = 0.5;
  private static final double EARLY_BETA = 0.1;
  private static final double EARLY_SHARE = 0.2;

  private final PrintStream log;
  private final double effort;
  private final Release release;

  /** What is released. */
  public enum Release {
    /** Series decoded from codes that are drawn anew: nobody's. */
    SAMPLES,
    /**
     * The members, with every value decoded from their own code: lengths, times, statics, and what
     * is measured are theirs. This is partial synthesis, and it leaks.
     */
    RECONSTRUCTIONS
  }

  /**
   * A hider.
   *
   * @param log gets progress and losses
   * @param effort share of the planned training steps that are taken, 1 but for tests
   */
  public VaeHider(PrintStream log, double effort, Release release) {
    this.log = log;
    this.effort = effort;
    this.release = release;
  }

  @Override
  public Cohort release(Task task, Cohort cohort) {
    HidingException.refuseFew(cohort.size());
    return Session.run(task, log, session -> release(session, task, cohort));
  }

  private Cohort release(Session session, Task task, Cohort cohort) {
    SplittableRandom random = new SplittableRandom(task.seed());
    Members members = new Members(cohort, random);
    Layout layout = new Layout();
    SeriesVae vae = new SeriesVae(layout, members, session.large() ? LARGE : SMALL);
    Weights weights = new Weights(layout, session.manager(), random);
    train(session, members, vae, weights, random);
    Synthesis synthesis = new Synthesis(session, members, vae, weights);
    List<Patient> released =
        release == Release.SAMPLES
            ? synthesis.samples(task.records(), random)
            : synthesis.reconstructions(task.records(), random);
    return new Cohort(cohort.schema(), new ArrayList<>(released));
  }

  private void train(
      Session session, Members members, SeriesVae vae, Weights weights, SplittableRandom random) {
    int batch = Math.max(1, Math.min(BATCH, MOST_PADDED_STEPS / members.longest()));
    double products = (double) batch * members.longest() * weights.size();
    double wanted = Math.max(LEAST_STEPS, EPOCHS * members.size() / batch);
    double planned = effort * Math.min(wanted, Math.max(LEAST_STEPS, MOST_PRODUCTS / products));
    session.say("vae: %d weights, %.0f steps of %d patients", weights.size(), planned, batch);
    double scale = 1 / members.meanLength();
    double[] betas = {EARLY_BETA * BETA, BETA};
    double[] shares = {EARLY_SHARE, 1 - EARLY_SHARE};
    for (int phase = 0; phase < betas.length; phase++) {
      double beta = betas[phase];
      int steps = (int) Math.max(1, Math.round(shares[phase] * planned));
      new Trainer(session, new Trainer.Plan(batch, steps, RATE, CLIP, LOOKS, PATIENCE), random)
          .fit(
              "vae with beta " + (float) beta,
              weights,
              members.size(),
              (leaves, patients) ->
                  vae.losses(leaves, Batch.of(session.manager(), members, patients), beta)
                      .mul(Scalar.of(scale)));
    }
  }
}
