package org.hideandseek.hiders.gan;

import java.io.PrintStream;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.Hider;
import org.hideandseek.hiders.HidingException;
import org.hideandseek.hiders.network.Session;

/**
 * Trains networks against each other and releases what they make. No member's values, times,
 * lengths or statics are carried over. It promises no differential privacy.
 */
public final class GanHider implements Hider {
  private static final double NOISE = 0.1;

  private final PrintStream log;
  private final Networks networks;

  /** Networks of one kind. */
  private interface Networks {
    Cohort release(Session session, Cohort members, int records, SplittableRandom random);
  }

  private GanHider(PrintStream log, Networks networks) {
    this.log = log;
    this.networks = networks;
  }

  /** TimeGAN (Yoon, Jarrett and van der Schaar, NeurIPS 2019). */
  public static GanHider timeGan(PrintStream log, double effort) {
    return timeGan(log, effort, 0);
  }

  /** The same with noise on what the discriminator sees (Ballyk et al., arXiv 2512.00434). */
  public static GanHider augmentedTimeGan(PrintStream log, double effort) {
    return timeGan(log, effort, NOISE);
  }

  private static GanHider timeGan(PrintStream log, double effort, double noise) {
    return new GanHider(
        log,
        (session, members, records, random) -> {
          TimeGan gan = new TimeGan(session, members, noise, random);
          gan.train(effort);
          return gan.release(records);
        });
  }

  /**
   * A recurrent Wasserstein GAN in the family of DoppelGANger (Lin et al., IMC 2020), whose
   * generator also learns moments.
   */
  public static GanHider wgan(PrintStream log, double effort) {
    return new GanHider(
        log,
        (session, members, records, random) -> {
          Wgan gan = new Wgan(session, members, random);
          gan.train(effort);
          return gan.release(records);
        });
  }

  @Override
  public Cohort release(Task task, Cohort members) {
    HidingException.refuseFew(members.size());
    return Session.run(
        task,
        log,
        session ->
            networks.release(session, members, task.records(), new SplittableRandom(task.seed())));
  }
}
