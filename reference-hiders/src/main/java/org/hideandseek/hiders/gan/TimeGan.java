package org.hideandseek.hiders.gan;

import ai.djl.ndarray.NDArray;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.hiders.network.Descent;
import org.hideandseek.hiders.network.Layout;
import org.hideandseek.hiders.network.Leaves;
import org.hideandseek.hiders.network.Scalar;
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.network.Trainer;
import org.hideandseek.hiders.network.Weights;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.PatientCopula;

/** The networks of TimeGAN, how they are trained, and what they make. */
final class TimeGan {
  private static final int MOST_BATCH = 128;
  private static final int BATCH_STEPS = 6000;
  private static final int HIDDEN = 64;
  private static final int LARGE_HIDDEN = 128;
  private static final int NOISE_CHANNELS = 8;
  private static final int MOST_LATENT = 64;
  private static final int MOST_STEPS = 700;
  private static final int FEWEST_STEPS = 200;

  /** Numbers that the networks see in all steps together, which bounds the time. */
  private static final long WORK = 400_000_000;

  private static final int PLAYING = 64;
  private static final int JUDGED = 400;
  private static final int LOOK = 10;
  private static final double PLAY_RATE = 5e-4;
  private static final float V_WEIGHT = 10;

  private final Session session;
  private final SplittableRandom random;
  private final Channels channels;
  private final Members members;
  private final Autoencoder autoencoder;
  private final Generator generator;
  private final Weights encoder;
  private final Weights maker;
  private final Discriminator discriminator;
  private final Weights teller;
  private final Sampler sampler;
  private final double noise;

  TimeGan(Session session, Cohort cohort, double noise, SplittableRandom random) {
    this.session = session;
    this.random = random;
    PatientCopula copula = new PatientCopula(cohort, random);
    Background background = new Background(copula, cohort.schema().staticCount());
    channels = new Channels(new Coding(cohort));
    members = new Members(cohort, channels, background, random);
    int longest = cohort.patients().stream().mapToInt(Patient::length).max().orElseThrow();
    RowLoss loss =
        new RowLoss(channels, session.manager(), (double) members.total() / members.size());
    int latent = Math.min(MOST_LATENT, 16 + channels.row());
    int hidden = session.large() ? LARGE_HIDDEN : HIDDEN;
    Layout encoding = new Layout();
    autoencoder = new Autoencoder(encoding, loss, channels.row(), latent, hidden);
    encoder = new Weights(encoding, session.manager(), random);
    Layout making = new Layout();
    generator =
        new Generator(
            making,
            loss,
            new Generator.Sizes(
                channels.features(),
                channels.carried(),
                background.width(),
                latent,
                hidden,
                NOISE_CHANNELS));
    maker = new Weights(making, session.manager(), random);
    this.noise = noise;
    Layout telling = new Layout();
    discriminator = new Discriminator(telling, latent, background.width(), hidden / 2);
    teller = new Weights(telling, session.manager(), random);
    sampler =
        new Sampler(
            session,
            channels,
            copula,
            background,
            new Rollout(channels, autoencoder, generator, random),
            encoder,
            maker,
            longest,
            random);
  }

  /** The three phases of TimeGAN; how long each takes follows from the sizes. */
  void train(double effort) {
    int batch = Math.max(8, Math.min(MOST_BATCH, BATCH_STEPS / members.longest()));
    long step = (long) batch * members.longest() * (channels.row() + channels.carried() + HIDDEN);
    double steps = effort * Math.max(FEWEST_STEPS, Math.min(MOST_STEPS, WORK / step));
    plan(batch, steps / 3)
        .fit(
            "autoencoder",
            encoder,
            members.size(),
            (leaves, chosen) ->
                autoencoder.losses(leaves, members.batch(session.manager(), chosen)));
    plan(batch, steps)
        .fit(
            "supervisor",
            maker,
            members.size(),
            (leaves, chosen) ->
                generator.losses(
                    leaves,
                    autoencoder,
                    encoder.fixed(),
                    members.batch(session.manager(), chosen)));
    play((int) Math.ceil(steps / 14));
  }

  /**
   * Trains generator and discriminator against each other (equations 10 and 11). The generator also
   * keeps learning from members what follows, and the moments; the autoencoder goes with it.
   */
  private void play(int steps) {
    HeldOut who = HeldOut.draw(members.size(), random);
    Moments target = moments(who.playing());
    Moments judge = moments(who.held());
    Descent making = new Descent(PLAY_RATE, 0.5, steps, 1);
    Descent telling = new Descent(2 * PLAY_RATE, 0.5, steps, 1);
    Descent encoding = new Descent(PLAY_RATE / 2, 0.5, steps, 1);
    float[][] judged = sampler.backgrounds(JUDGED);
    double best = distance(judge, judged);
    session.say("play: begins at a distance of %.4f", best);
    keep();
    for (int step = 1; step <= steps; step++) {
      int[] chosen = who.some(PLAYING, random);
      double told = session.step(teller, telling, leaves -> toldApart(leaves, chosen));
      double fooled = session.step(maker, making, leaves -> fooled(leaves, chosen, target));
      double coded = session.step(encoder, encoding, leaves -> coded(leaves, chosen));
      if (!Double.isFinite(told + fooled + coded)) {
        session.say(
            "play: diverged at step %d (%s, %s, %s); going on with the last good state",
            step, told, fooled, coded);
        break;
      }
      if (step % LOOK == 0 || step == steps) {
        double distance = distance(judge, judged);
        session.say(
            "play: step %d of %d, discriminator %.4f, generator %.4f, distance %.4f",
            step, steps, told, fooled, distance);
        if (distance < best) {
          best = distance;
          keep();
        }
      }
    }
    maker.restore();
    encoder.restore();
  }

  private void keep() {
    maker.keep();
    encoder.keep();
  }

  private Moments moments(int[] chosen) {
    return Moments.of(session, members, chosen, channels, PLAYING);
  }

  private Rollout.Rolled made(Leaves encoding, Leaves making, float[][] backgrounds) {
    return sampler.roll(encoding, making, backgrounds, members.longest());
  }

  private double distance(Moments judge, float[][] backgrounds) {
    return session
        .compute(
            () ->
                judge.distance(
                    made(encoder.fixed(), maker.fixed(), backgrounds).made().moments(channels)))[0];
  }

  private NDArray toldApart(Leaves leaves, int[] chosen) {
    Members.Batch batch = members.batch(session.manager(), chosen);
    Discriminator.Seen real =
        new Discriminator.Seen(
            autoencoder.embed(encoder.fixed(), batch.rows()), batch.statics(), batch.present());
    Rollout.Rolled rolled =
        made(encoder.fixed(), maker.fixed(), sampler.backgrounds(chosen.length));
    return discriminator
        .losses(leaves, real.augmented(noise), true)
        .add(discriminator.losses(leaves, rolled.seen().augmented(noise), false))
        .mean();
  }

  private NDArray fooled(Leaves leaves, int[] chosen, Moments target) {
    Members.Batch batch = members.batch(session.manager(), chosen);
    Rollout.Rolled rolled = made(encoder.fixed(), leaves, sampler.backgrounds(PLAYING));
    NDArray unseen = discriminator.losses(teller.fixed(), rolled.seen().augmented(noise), true);
    NDArray follows = generator.losses(leaves, autoencoder, encoder.fixed(), batch);
    return unseen
        .mean()
        .add(follows.mean())
        .add(target.loss(rolled.made().moments(channels)).mul(Scalar.of(V_WEIGHT)));
  }

  private NDArray coded(Leaves leaves, int[] chosen) {
    Members.Batch batch = members.batch(session.manager(), chosen);
    return autoencoder
        .losses(leaves, batch)
        .add(generator.losses(maker.fixed(), autoencoder, leaves, batch).mul(Scalar.of(0.1)))
        .mean();
  }

  private Trainer plan(int batch, double steps) {
    int planned = Math.max(2, (int) steps);
    return new Trainer(
        session,
        new Trainer.Plan(batch, planned, 3e-3, 1, Math.max(1, planned / 20), 6),
        random.split());
  }

  Cohort release(int records) {
    return sampler.release(records);
  }
}
