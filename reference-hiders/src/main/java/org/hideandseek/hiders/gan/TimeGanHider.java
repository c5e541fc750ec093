package org.hideandseek.hiders.gan;

import java.io.PrintStream;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.Hider;
import org.hideandseek.hiders.HidingException;
import org.hideandseek.hiders.network.Session;

/**
 * TimeGAN (Yoon, Jarrett and van der Schaar, NeurIPS 2019). No member's values, times or lengths
 * are carried over. It promises no differential privacy.
 */
public final class TimeGanHider implements Hider {
  /** With fewer, quantiles would be the members' own values. */
  private static final int FEWEST_MEMBERS = 10;

  private final PrintStream log;
  private final double effort;
  private final double noise;

  private TimeGanHider(PrintStream log, double effort, double noise) {
    this.log = log;
    this.effort = effort;
    this.noise = noise;
  }

  /** The plain one. */
  public static TimeGanHider plain(PrintStream log, double effort) {
    return new TimeGanHider(log, effort, 0);
  }

  /** With noise on what the discriminator sees (Ballyk et al., arXiv 2512.00434). */
  public static TimeGanHider augmented(PrintStream log, double effort) {
    return new TimeGanHider(log, effort, 0.1);
  }

  @Override
  public Cohort release(Task task, Cohort members) {
    if (members.size() < FEWEST_MEMBERS) {
      throw new HidingException(
          "this hider learns from at least %d members, not from %d"
              .formatted(FEWEST_MEMBERS, members.size()));
    }
    return Session.run(
        task,
        log,
        session -> {
          SplittableRandom random = new SplittableRandom(task.seed());
          TimeGan gan = new TimeGan(session, members, noise, random);
          gan.train(effort);
          return gan.release(task.records());
        });
  }
}
