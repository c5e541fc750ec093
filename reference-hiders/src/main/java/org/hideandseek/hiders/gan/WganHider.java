package org.hideandseek.hiders.gan;

import java.io.PrintStream;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.Hider;
import org.hideandseek.hiders.HidingException;
import org.hideandseek.hiders.network.Session;

/**
 * A recurrent Wasserstein GAN in the family of DoppelGANger (Lin et al., IMC 2020), whose generator
 * also learns moments. No member's values, times, lengths or statics are carried over. It promises
 * no differential privacy.
 */
public final class WganHider implements Hider {
  /** With fewer, quantiles would be the members' own values. */
  private static final int FEWEST_MEMBERS = 10;

  private final PrintStream log;
  private final double effort;

  public WganHider(PrintStream log, double effort) {
    this.log = log;
    this.effort = effort;
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
          Wgan gan = new Wgan(session, members, random);
          gan.train(effort);
          return gan.release(task.records());
        });
  }
}
