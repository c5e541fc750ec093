package org.hideandseek.hiders.gan;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.hiders.HidingException;
import org.hideandseek.hiders.network.Descent;
import org.hideandseek.hiders.network.Layout;
import org.hideandseek.hiders.network.Leaves;
import org.hideandseek.hiders.network.Scalar;
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.network.Weights;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.Drift;
import org.hideandseek.hiders.scaling.PatientCopula;

/** The networks of the Wasserstein GAN, how they are trained, and what they make. */
final class Wgan {
  private static final int MOST_CHUNKS = 8;
  private static final int MOST_CHUNK = 10;
  private static final int HIDDEN = 64;
  private static final int LARGE_HIDDEN = 128;
  private static final int NOISE = 16;
  private static final int MOST_STEPS = 400;
  private static final int FEWEST_STEPS = 100;

  /** Numbers that the networks see in all steps together, which bounds the time. */
  private static final long WORK = 120_000_000;

  private static final int BATCH = 64;
  private static final int JUDGED = 400;
  private static final int LOOKS = 40;
  private static final int CRITIC_STEPS = 3;
  private static final double PENALTY = 10;
  private static final float MOMENTS = 1000;
  private static final double RATE = 2e-3;
  private static final int PILOT = 2000;
  private static final int PILOT_SHARE = 20;

  private final Session session;
  private final SplittableRandom random;
  private final Channels channels;
  private final Attributes attributes;
  private final Members members;
  private final SeriesGenerator generator;
  private final Critic critic;
  private final Weights maker;
  private final Weights judge;
  private final int read;
  private final int longest;

  Wgan(Session session, Cohort cohort, SplittableRandom random) {
    this.session = session;
    this.random = random;
    Background background =
        new Background(new PatientCopula(cohort, random), cohort.schema().staticCount());
    channels = new Channels(new Coding(cohort));
    attributes = new Attributes(cohort);
    members = new Members(cohort, channels, background, random);
    longest = cohort.patients().stream().mapToInt(Patient::length).max().orElseThrow();
    int hidden = session.large() ? LARGE_HIDDEN : HIDDEN;
    int chunk = Math.min(MOST_CHUNK, (longest + MOST_CHUNKS - 1) / MOST_CHUNKS);
    read = (members.longest() + chunk - 1) / chunk * chunk;
    Layout making = new Layout();
    generator =
        new SeriesGenerator(
            making,
            channels,
            attributes,
            new SeriesGenerator.Sizes(
                background.width(),
                hidden,
                NOISE,
                longest,
                chunk,
                (double) members.total() / members.size()),
            random);
    maker = new Weights(making, session.manager(), random);
    Layout judging = new Layout();
    int step = channels.row() + channels.carried() + 1;
    critic = new Critic(judging, step, background.width(), hidden, chunk);
    judge = new Weights(judging, session.manager(), random);
  }

  void train(double effort) {
    long step = (long) BATCH * read * (channels.row() + channels.carried() + HIDDEN);
    double planned = Math.max(FEWEST_STEPS, Math.min(MOST_STEPS, WORK / step));
    int steps = (int) Math.max(2, effort * planned);
    HeldOut who = HeldOut.draw(members.size(), random);
    Moments target = Moments.of(session, members, who.playing(), channels, BATCH);
    Moments measure = Moments.of(session, members, who.held(), channels, BATCH);
    Descent making = new Descent(RATE, 0.5, steps, 1);
    Descent judging = new Descent(RATE, 0.5, CRITIC_STEPS * steps, Double.POSITIVE_INFINITY);
    double best = Double.POSITIVE_INFINITY;
    for (int played = 1; played <= steps; played++) {
      double apart = 0;
      for (int i = 0; i < CRITIC_STEPS; i++) {
        int[] chosen = who.some(BATCH, random);
        apart -= session.step(judge, judging, leaves -> judged(leaves, chosen)) / CRITIC_STEPS;
      }
      double loss = session.step(maker, making, leaves -> liked(leaves, target));
      if (!Double.isFinite(apart + loss)) {
        if (best == Double.POSITIVE_INFINITY) {
          throw new HidingException(
              "the training diverged at step " + played + ", before any good state");
        }
        session.say("wgan: diverged at step %d; going on with the last good state", played);
        break;
      }
      if (played % Math.max(1, steps / LOOKS) == 0 || played == steps) {
        double distance =
            session
                .compute(() -> measure.distance(made(maker.fixed(), JUDGED).moments(channels)))[0];
        session.say(
            "wgan: step %d of %d, critic %.4f, generator %.4f, distance %.4f",
            played, steps, apart, loss, distance);
        if (distance < best) {
          best = distance;
          maker.keep();
        }
      }
    }
    maker.restore();
  }

  private Made made(Leaves leaves, int patients) {
    return generator.make(session.manager(), leaves, patients);
  }

  private NDArray judged(Leaves leaves, int[] chosen) {
    Members.Batch batch = members.batch(session.manager(), chosen);
    Made made = made(maker.fixed(), chosen.length);
    Critic.Seen real =
        Critic.seen(batch.rows(), batch.carried(), batch.statics(), batch.present(), read);
    return critic.losses(leaves, real, seen(made), PENALTY).mean();
  }

  private Critic.Seen seen(Made made) {
    return Critic.seen(made.rows(), made.carried(), made.statics(), made.present(), read);
  }

  private NDArray liked(Leaves leaves, Moments target) {
    Made made = made(leaves, 2 * BATCH);
    return critic
        .judged(judge.fixed(), seen(made))
        .mean()
        .neg()
        .add(target.loss(made.moments(channels)).mul(Scalar.of(MOMENTS)));
  }

  Cohort release(int records) {
    Drawn pilot = draw(Math.min(PILOT, PILOT_SHARE * records));
    Drift[] drifts = channels.sheet().drifts(pilot.rows());
    Drift[] staticDrifts = attributes.drifts(pilot.statics());
    Drawn drawn = draw(records);
    List<Patient> released = new ArrayList<>(records);
    for (int i = 0; i < records; i++) {
      released.add(
          channels
              .sheet()
              .patient(
                  drawn.rows().get(i),
                  attributes.values(drawn.statics().get(i), staticDrifts),
                  drifts));
    }
    return new Cohort(channels.schema(), released);
  }

  private Drawn draw(int records) {
    return Drawn.of(session, records, longest, (from, count) -> made(maker.fixed(), count));
  }
}
