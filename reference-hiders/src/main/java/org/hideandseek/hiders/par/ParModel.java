package org.hideandseek.hiders.par;

import ai.djl.ndarray.NDArray;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.hiders.network.Leaves;
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.network.Trainer;
import org.hideandseek.hiders.network.Weights;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.PatientCopula;

/** The network, the members as it reads them, and what it samples. */
final class ParModel implements Trainer.Objective {
  private static final int LARGEST_PILOT = 2000;

  /** Rows of a batch, so that long series don't make long steps. */
  private static final int MOST_ROWS = 4096;

  private static final int LARGEST_BATCH = 64;
  private static final int SMALLEST_BATCH = 8;

  private final Session session;
  private final Cohort members;
  private final PatientCopula copula;
  private final StaticsCode statics;
  private final Choices choices;
  private final Lesson lesson;
  private final ParNetwork network;
  private final Weights weights;
  private final SplittableRandom random;

  /**
   * A network before any training.
   *
   * @param coding what it sees instead of numbers
   * @param copula draws the statics
   */
  ParModel(
      Session session,
      Cohort members,
      Coding coding,
      PatientCopula copula,
      ParNetwork.Size size,
      SplittableRandom random) {
    this.session = session;
    this.members = members;
    this.copula = copula;
    this.random = random;
    statics = StaticsCode.of(copula, members.schema().staticCount());
    choices = new Choices(coding);
    lesson = new Lesson(session.manager(), members, choices, statics, random.split());
    network = new ParNetwork(session.manager(), choices, lesson.known(), size);
    weights = new Weights(network.layout(), session.manager(), random);
  }

  Weights weights() {
    return weights;
  }

  @Override
  public NDArray losses(Leaves leaves, int[] patients) {
    return network.losses(leaves, lesson, lesson.batch(patients));
  }

  /** As many patients as a step can take. */
  int batch() {
    return Math.max(SMALLEST_BATCH, Math.min(LARGEST_BATCH, MOST_ROWS / lesson.longest()));
  }

  /** Draws patients from the network as it is. */
  Cohort release(int records) {
    ParSampler sampler =
        new ParSampler(session, network, weights, choices, copula, statics, random);
    sampler.calibrate(Math.min(LARGEST_PILOT, records));
    return new Cohort(members.schema(), sampler.draw(records));
  }
}
