package org.hideandseek.hiders.par;

import java.io.PrintStream;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.Hider;
import org.hideandseek.hiders.HidingException;
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.network.Trainer;
import org.hideandseek.hiders.network.Weights;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.PatientCopula;

/** Statics from a copula, then a recurrent network that decides step by step. */
public final class ParHider implements Hider {
  private static final int FEWEST_MEMBERS = 10;
  private static final int LARGEST_PILOT = 2000;
  private static final ParNetwork.Size SMALL =
      new ParNetwork.Size(
  private static final ParNetwork.Size LARGE = new ParNetwork.Size(256, 256, 64);

  private final PrintStream log;
  private final double effort;

  /**
   * A hider.
   *
   * @param log gets progress and losses
   * @param effort share of the planned training steps
   */
  public ParHider(PrintStream log, double effort) {
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
    return Session.run(task, log, session -> release(session, task, members));
  }

  private Cohort release(Session session, Task task, Cohort members) {
    SplittableRandom random = new SplittableRandom(task.seed());
    SplittableRandom batches = random.split();
    PatientCopula copula = new PatientCopula(members, random);
    StaticsCode statics = StaticsCode.of(copula, members.schema().staticCount());
    Choices choices = new Choices(new Coding(members));
    Lesson lesson = new Lesson(session.manager(), members, choices, statics, random);
    ParNetwork network =
        new ParNetwork(session.manager(), choices, lesson.known(), session.large() ? LARGE : SMALL);
    Weights weights = new Weights(network.layout(), session.manager(), random);
    int steps = Integer.getInteger("steps", 2000);
    Trainer.Plan plan =
        new Trainer.Plan(
            Integer.getInteger("batch", 64),
            Math.max(1, (int) (effort * steps)),
            Double.parseDouble(System.getProperty("rate", "0.003")),
            5,
            100,
            5);
    new Trainer(session, plan, batches)
        .fit(
            "par",
            weights,
            members.size(),
            (leaves, patients) -> network.losses(leaves, lesson, lesson.batch(patients)));
    ParSampler sampler =
        new ParSampler(session, network, weights, choices, copula, statics, random);
    sampler.calibrate(Math.min(LARGEST_PILOT, task.records()));
    return new Cohort(members.schema(), sampler.draw(task.records()));
  }
}
