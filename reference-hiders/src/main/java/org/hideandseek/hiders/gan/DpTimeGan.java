package org.hideandseek.hiders.gan;

import ai.djl.ndarray.NDArray;
import java.util.SplittableRandom;
import org.hideandseek.challenges.accounting.SubsampledGaussian;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.hiders.network.Descent;
import org.hideandseek.hiders.network.Layout;
import org.hideandseek.hiders.network.Leaves;
import org.hideandseek.hiders.network.PrivateTrainer;
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.network.Weights;
import org.hideandseek.hiders.privacy.PrivateMarginals;
import org.hideandseek.hiders.scaling.PatientCopula;

/**
 * The networks of {@link TimeGan}, smaller, as their noise grows with them. The members are only in
 * losses that a {@link PrivateTrainer} takes gradients of; in the game, the generator has the
 * discriminator to learn from, but neither members nor moments.
 */
final class DpTimeGan {
  private static final int LONGEST = 100;
  private static final int LATENT = 16;
  private static final int HIDDEN = 16;
  private static final int NOISE_CHANNELS = 4;
  private static final int PLAYING = 64;
  private static final double CLIP = 1;
  private static final double RATE = 0.01;
  private static final double PLAY_RATE = 3e-4;

  private final Session session;
  private final SplittableRandom random;
  private final Channels channels;
  private final Members members;
  private final Autoencoder autoencoder;
  private final Generator generator;
  private final Discriminator discriminator;
  private final Weights encoder;
  private final Weights maker;
  private final Weights teller;
  private final Sampler sampler;

  DpTimeGan(
      Session session,
      Cohort cohort,
      PrivateMarginals marginals,
      PatientCopula copula,
      SplittableRandom random) {
    this.session = session;
    this.random = random;
    Background background = new Background(copula, cohort.schema().staticCount());
    channels = new Channels(marginals.coding());
    members = new Members(cohort, channels, background, random.split());
    RowLoss loss = new RowLoss(channels, session.manager(), marginals.meanLength());
    Layout encoding = new Layout();
    autoencoder = new Autoencoder(encoding, loss, channels.row(), LATENT, HIDDEN);
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
                LATENT,
                HIDDEN,
                NOISE_CHANNELS));
    maker = new Weights(making, session.manager(), random);
    Layout telling = new Layout();
    discriminator = new Discriminator(telling, LATENT, background.width(), HIDDEN / 2);
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
            cohort.schema().steps(),
            random);
  }

  /** The three phases, each with a mechanism of its own. */
  void train(SubsampledGaussian coded, SubsampledGaussian supervised, SubsampledGaussian played) {
    PrivateTrainer coding = trainer(coded);
    PrivateTrainer supervising = trainer(supervised);
    PrivateTrainer playing = trainer(played);
    coding.fit(
        "autoencoder",
        encoder,
        members.size(),
        (leaves, chosen) -> autoencoder.losses(leaves, batch(chosen)));
    supervising.fit(
        "supervisor",
        maker,
        members.size(),
        (leaves, chosen) -> generator.losses(leaves, autoencoder, encoder.fixed(), batch(chosen)));
    play(playing, played.steps());
  }

  private PrivateTrainer trainer(SubsampledGaussian mechanism) {
    return new PrivateTrainer(
        session, new PrivateTrainer.Plan(mechanism, CLIP, RATE), random.split());
  }

  private Members.Batch batch(int[] chosen) {
    return members.batch(session.manager(), chosen);
  }

  private void play(PrivateTrainer trainer, int steps) {
    Descent telling = new Descent(RATE, 0.5, steps, Double.POSITIVE_INFINITY);
    Descent catching = new Descent(RATE, 0.5, steps, 1);
    Descent making = new Descent(PLAY_RATE, 0.5, steps, 1);
    maker.keep();
    for (int step = 1; step <= steps; step++) {
      boolean told = trainer.step(teller, telling, members.size(), this::ofMembers);
      double caught = session.step(teller, catching, this::caught);
      double fooled = session.step(maker, making, this::fooled);
      if (!told || !Double.isFinite(caught + fooled)) {
        session.say("play: diverged at step %d; going on without it", step);
        maker.restore();
        return;
      }
    }
    session.say("play: step %d of %d", steps, steps);
  }

  private NDArray ofMembers(Leaves leaves, int[] chosen) {
    Members.Batch batch = batch(chosen);
    NDArray latents = autoencoder.embed(encoder.fixed(), batch.rows());
    return discriminator.losses(
        leaves, new Discriminator.Seen(latents, batch.statics(), batch.present()), true);
  }

  /** The discriminator's loss on what was made, which touches no member. */
  private NDArray caught(Leaves leaves) {
    return discriminator.losses(leaves, made(maker.fixed()).seen(), false).mean();
  }

  private NDArray fooled(Leaves leaves) {
    return discriminator.losses(teller.fixed(), made(leaves).seen(), true).mean();
  }

  private Rollout.Rolled made(Leaves making) {
    return sampler.roll(encoder.fixed(), making, sampler.backgrounds(PLAYING), LONGEST);
  }

  /** Draws patients. */
  Cohort release(int records) {
    return sampler.release(records);
  }
}
