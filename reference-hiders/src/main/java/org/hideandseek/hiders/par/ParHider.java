package org.hideandseek.hiders.par;

import java.io.PrintStream;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.Hider;
import org.hideandseek.hiders.HidingException;
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.network.Trainer;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.PatientCopula;

/** Statics from a copula, then a recurrent network that decides step by step. */
public final class ParHider implements Hider {
  private static final int EPOCHS = 40;
  private static final int FEWEST_STEPS = 300;
  private static final int MOST_STEPS = 2500;
  private static final double RATE = 0.003;
  private static final double CLIP = 5;
  private static final int PATIENCE = 5;
  private static final ParNetwork.Size SMALL = new ParNetwork.Size(24, 48, 16);
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
    HidingException.refuseFew(members.size());
    return Session.run(task, log, session -> release(session, task, members));
  }

  private Cohort release(Session session, Task task, Cohort members) {
    SplittableRandom random = new SplittableRandom(task.seed());
    SplittableRandom batches = random.split();
    ParModel model =
        new ParModel(
            session,
            members,
            new Coding(members),
            new PatientCopula(members, random),
            session.large() ? LARGE : SMALL,
            random);
    int batch = model.batch();
    int planned = Math.max(FEWEST_STEPS, Math.min(MOST_STEPS, EPOCHS * (members.size() / batch)));
    int looks = Math.max(50, 3 * members.size() / batch);
    int steps = Math.max(1, (int) (effort * planned));
    new Trainer(session, new Trainer.Plan(batch, steps, RATE, CLIP, looks, PATIENCE), batches)
        .fit("par", model.weights(), members.size(), model);
    return model.release(task.records());
  }
}
