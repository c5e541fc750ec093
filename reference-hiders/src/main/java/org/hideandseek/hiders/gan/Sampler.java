package org.hideandseek.hiders.gan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.hiders.network.Leaves;
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.network.Weights;
import org.hideandseek.hiders.scaling.Drift;
import org.hideandseek.hiders.scaling.PatientCopula;

/** Draws patients from TimeGAN's networks as they are: statics from the copula, then the steps. */
final class Sampler {
  private static final int PILOT = 2000;
  private static final int PILOT_SHARE = 20;

  private final Session session;
  private final Channels channels;
  private final PatientCopula copula;
  private final Background background;
  private final Rollout rollout;
  private final Weights encoder;
  private final Weights maker;
  private final int longest;
  private final SplittableRandom random;

  /**
   * A sampler.
   *
   * @param encoder the weights of the autoencoder
   * @param maker the weights of supervisor and generator
   * @param longest steps of the longest series
   */
  Sampler(
      Session session,
      Channels channels,
      PatientCopula copula,
      Background background,
      Rollout rollout,
      Weights encoder,
      Weights maker,
      int longest,
      SplittableRandom random) {
    this.session = session;
    this.channels = channels;
    this.copula = copula;
    this.background = background;
    this.rollout = rollout;
    this.encoder = encoder;
    this.maker = maker;
    this.longest = longest;
    this.random = random;
  }

  /** Statics of some patients as networks see them. */
  float[][] backgrounds(int count) {
    return Arrays.stream(statics(count)).map(background::of).toArray(float[][]::new);
  }

  /**
   * Series of at most some steps, for a loss or a judgement.
   *
   * @param encoding leaves of the autoencoder
   * @param making leaves of supervisor and generator
   */
  Rollout.Rolled roll(Leaves encoding, Leaves making, float[][] backgrounds, int most) {
    return rollout.make(session.manager(), encoding, making, backgrounds, Math.min(longest, most));
  }

  /** Draws patients, with the drift of a pilot taken out of their scores. */
  Cohort release(int records) {
    int pilots = Math.min(PILOT, PILOT_SHARE * records);
    Drift[] drifts = channels.sheet().drifts(draw(statics(pilots)).rows());
    float[][] statics = statics(records);
    Drawn drawn = draw(statics);
    List<Patient> released = new ArrayList<>(records);
    for (int i = 0; i < records; i++) {
      released.add(channels.sheet().patient(drawn.rows().get(i), statics[i], drifts));
    }
    return new Cohort(channels.schema(), released);
  }

  private float[][] statics(int count) {
    float[][] statics = new float[count][];
    Arrays.setAll(statics, i -> copula.draw(random).statics());
    return statics;
  }

  private Drawn draw(float[][] statics) {
    return Drawn.of(
        session,
        statics.length,
        longest,
        (from, count) -> {
          float[][] seen = new float[count][];
          Arrays.setAll(seen, i -> background.of(statics[from + i]));
          return roll(encoder.fixed(), maker.fixed(), seen, longest).made();
        });
  }
}
