package org.hideandseek.hiders.gan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.hiders.SimulatedCohorts;
import org.hideandseek.hiders.network.Layout;
import org.hideandseek.hiders.network.Leaves;
import org.hideandseek.hiders.network.Session;
import org.hideandseek.hiders.network.Weights;
import org.hideandseek.hiders.scaling.Coding;
import org.hideandseek.hiders.scaling.PatientCopula;
import org.junit.jupiter.api.Test;

final class LossesTest {
  private static final int PATIENTS = 12;
  private static final int LATENT = 6;
  private static final int HIDDEN = 8;

  /** The losses of TimeGAN's three parties on members, one after the other. */
  private static float[] losses(Function<Weights, Leaves> leaves) {
    return Session.run(
        Task.hider(5, PATIENTS, 60, 0),
        System.out,
        session -> {
          SplittableRandom random = new SplittableRandom(5);
          Cohort cohort = SimulatedCohorts.simulated(PATIENTS, 3);
          Background background = new Background(new PatientCopula(cohort, random), 3);
          Channels channels = new Channels(new Coding(cohort));
          Members members = new Members(cohort, channels, background, random);
          RowLoss loss = new RowLoss(channels, session.manager(), 10);
          Layout encoding = new Layout();
          Autoencoder autoencoder = new Autoencoder(encoding, loss, channels.row(), LATENT, HIDDEN);
          Layout making = new Layout();
          Generator generator =
              new Generator(
                  making,
                  loss,
                  new Generator.Sizes(
                      3, channels.carried(), background.width(), LATENT, HIDDEN, 4));
          Layout telling = new Layout();
          Discriminator discriminator =
              new Discriminator(telling, LATENT, background.width(), HIDDEN);
          Weights encoder = new Weights(encoding, session.manager(), random);
          Weights maker = new Weights(making, session.manager(), random);
          Weights teller = new Weights(telling, session.manager(), random);
          return session.compute(
              () -> {
                Members.Batch batch =
                    members.batch(session.manager(), IntStream.range(0, PATIENTS).toArray());
                NDArray latents = autoencoder.embed(encoder.fixed(), batch.rows());
                Discriminator.Seen seen =
                    new Discriminator.Seen(latents, batch.statics(), batch.present());
                return NDArrays.concat(
                    new NDList(
                        autoencoder.losses(leaves.apply(encoder), batch),
                        generator.losses(leaves.apply(maker), autoencoder, encoder.fixed(), batch),
                        discriminator.losses(leaves.apply(teller), seen, true)));
              });
        });
  }

  @Test
  void lossesStayTheSameWhereEveryPatientHasWeightsOfItsOwn() {
    float[] shared = losses(Weights::fixed);
    float[] own = losses(weights -> weights.perPatient(PATIENTS));

    assertThat(shared).hasSize(3 * PATIENTS);
    assertThat(own).containsExactly(shared, within(1e-4f));
  }
}
