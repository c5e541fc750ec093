package org.hideandseek.hiders.gan;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.hiders.network.Layout;
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.network.Trainer;
import org.hideandseek.hiders.network.Weights;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.Drift;
import org.hideandseek.hiders.scaling.PatientCopula;

/** The networks of TimeGAN, how they are trained, and what they make. */
final class TimeGan {
  private static final int MOST_BATCH = 128;
  private static final int BATCH_STEPS = 6000;
  private static final int MADE_AT_ONCE = 20_000;
  private static final int PILOT = 2000;

  private final Session session;
  private final SplittableRandom random;
  private final PatientCopula copula;
  private final Background background;
  private final Channels channels;
  private final Members members;
  private final Autoencoder autoencoder;
  private final Generator generator;
  private final Weights encoder;
  private final Weights maker;
  private final Rollout rollout;
  private final int longest;

  TimeGan(Session session, Cohort cohort, double noise, SplittableRandom random) {
    this.session = session;
    this.random = random;
    copula = new PatientCopula(cohort, random);
    background = new Background(copula, cohort.schema().staticCount());
    channels = new Channels(new Coding(cohort));
    members = new Members(cohort, channels, background, random);
    longest = cohort.patients().stream().mapToInt(Patient::length).max().orElseThrow();
    RowLoss loss =
        new RowLoss(channels, session.manager(), (double) members.total() / members.size());
    int latent = Math.min(64, 16 + channels.row());
    int hidden = session.large() ? 128 : 64;
    Layout encoding = new Layout();
    autoencoder = new Autoencoder(encoding, loss, channels.row(), latent, hidden);
    encoder = new Weights(encoding, session.manager(), random);
    Layout making = new Layout();
    generator =
        new Generator(
            making,
            loss,
            new Generator.Sizes(
                channels.features(), channels.carried(), background.width(), latent, hidden, 8));
    maker = new Weights(making, session.manager(), random);
    rollout = new Rollout(channels, autoencoder, generator, random);
  }

  void train(double effort) {
    int batch = Math.max(8, Math.min(MOST_BATCH, BATCH_STEPS / members.longest()));
    int e = Integer.getInteger("e", 400);
    int s = Integer.getInteger("s", 1500);
    plan(batch, e, effort)
        .fit(
            "autoencoder",
            encoder,
            members.size(),
            (leaves, chosen) ->
                autoencoder.losses(leaves, members.batch(session.manager(), chosen)));
    plan(batch, s, effort)
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
  }

  private Trainer plan(int batch, int steps, double effort) {
    int planned = Math.max(2, (int) (effort * steps));
    return new Trainer(
        session,
        new Trainer.Plan(batch, planned, 3e-3, 1, Math.max(1, planned / 20), 6),
        random.split());
  }

  Cohort release(int records) {
    Drift[] drifts = channels.sheet().drifts(make(Math.min(PILOT, 20 * records)).rows());
    List<Patient> released = new ArrayList<>(records);
    Drawn drawn = make(records);
    for (int i = 0; i < records; i++) {
      released.add(channels.sheet().patient(drawn.rows().get(i), drawn.statics().get(i), drifts));
    }
    return new Cohort(channels.schema(), released);
  }

  /** Series and their statics. */
  private record Drawn(List<float[]> rows, List<float[]> statics) {}

  private Drawn make(int records) {
    Drawn drawn = new Drawn(new ArrayList<>(), new ArrayList<>());
    int atOnce = Math.max(10, MADE_AT_ONCE / longest);
    while (drawn.rows().size() < records) {
      int count = Math.min(atOnce, records - drawn.rows().size());
      float[][] statics = new float[count][];
      Arrays.setAll(statics, i -> copula.draw(random).statics());
      float[][] seen = Arrays.stream(statics).map(background::of).toArray(float[][]::new);
      int[][] lengths = new int[1][];
      float[] rows =
          session.compute(
              () -> {
                Rollout.Made made =
                    rollout.make(session.manager(), encoder.fixed(), maker.fixed(), seen, longest);
                lengths[0] = made.lengths();
                return made.rows();
              });
      int stride = rows.length / count;
      for (int i = 0; i < count; i++) {
        drawn
            .rows()
            .add(Arrays.copyOfRange(rows, i * stride, i * stride + lengths[0][i] * channels.row()));
        drawn.statics().add(statics[i]);
      }
    }
    return drawn;
  }
}
