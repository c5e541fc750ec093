package org.hideandseek.hiders.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import org.hideandseek.challenges.accounting.SubsampledGaussian;
import org.junit.jupiter.api.Test;

final class PrivateTrainerTest {
  private static final int PATIENTS = 90;
  private static final int[] ALL = new SplittableRandom(3).ints(PATIENTS, 0, PATIENTS).toArray();

  /** Targets that an affine map and a GRU can't quite reach. */
  private static final class Toy {
    final Layout layout = new Layout();
    final Gru gru = new Gru(layout, 2, 3, 1);
    final Dense dense = new Dense(layout, 3, 1);
    final Session session;
    final NDArray series;
    final Weights weights;

    Toy(Session session) {
      this.session = session;
      weights = new Weights(layout, session.manager(), new SplittableRandom(5));
      float[] numbers = new float[PATIENTS * 4 * 2];
      SplittableRandom random = new SplittableRandom(6);
      for (int i = 0; i < numbers.length; i++) {
        numbers[i] = (float) (3 * random.nextGaussian());
      }
      series = session.manager().create(numbers, new Shape(PATIENTS, 4, 2));
    }

    NDArray losses(Leaves leaves, int[] patients) {
      NDArray in = series.get(new NDIndex("{}", session.manager().create(patients)));
      return dense.apply(leaves, gru.apply(leaves, in)).sub(1).square().sum(new int[] {1, 2});
    }

    /** The gradient of one patient by a backward pass of its own. */
    float[] alone(int patient) {
      Leaves leaves = weights.trained();
      session.descend(leaves, own -> losses(own, new int[] {patient}).sum());
      return leaves.gradient().toFloatArray();
    }

    PrivateTrainer trainer(double sigma, double rate, int steps, double clip) {
      return new PrivateTrainer(
          session,
          new PrivateTrainer.Plan(new SubsampledGaussian(sigma, rate, steps), clip, 0.01),
          new SplittableRandom(8));
    }

    float[] now() {
      return weights.vector().toFloatArray();
    }
  }

  private static double norm(float[] vector) {
    double squares = 0;
    for (float number : vector) {
      squares += number * (double) number;
    }
    return Math.sqrt(squares);
  }

  private static double median(DoubleStream numbers) {
    double[] sorted = numbers.sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static void play(Session.Work<Void> work) {
    Session.run(11, Device.cpu(), System.out, work);
  }

  @Test
  void theSumOfClippedGradientsIsThatOfBruteForce() {
    play(
        session -> {
          Toy toy = new Toy(session);
          double clip = median(Arrays.stream(ALL).mapToDouble(i -> norm(toy.alone(i))));
          double[] expected = new double[Math.toIntExact(toy.weights.size())];
          int clipped = 0;
          for (int patient : ALL) {
            float[] own = toy.alone(patient);
            double scale = Math.min(1, clip / norm(own));
            clipped += scale < 1 ? 1 : 0;
            for (int i = 0; i < own.length; i++) {
              expected[i] += scale * own[i];
            }
          }
          assertThat(clipped).as("some are clipped, some are not").isBetween(5, PATIENTS - 5);

          float[] sum =
              toy.trainer(0, 1, 1, clip).noisedSum(toy.weights, ALL, toy::losses).toFloatArray();

          for (int i = 0; i < sum.length; i++) {
            assertThat(sum[i] / PATIENTS)
                .isCloseTo((float) (expected[i] / PATIENTS), within(1e-5f));
          }
          return null;
        });
  }

  @Test
  void withoutNoiseAndClippingItIsPlainTraining() {
    play(
        session -> {
          Toy noiseless = new Toy(session);
          PrivateTrainer trainer = noiseless.trainer(0, 1, 20, 1e9);
          Descent same = new Descent(0.01, 0.9, 20, Double.POSITIVE_INFINITY);
          for (int step = 0; step < 20; step++) {
            assertThat(trainer.step(noiseless.weights, same, PATIENTS, noiseless::losses)).isTrue();
          }

          Toy plain = new Toy(session);
          Descent descent = new Descent(0.01, 0.9, 20, Double.POSITIVE_INFINITY);
          int[] everybody = new int[PATIENTS];
          Arrays.setAll(everybody, i -> i);
          float[] before = plain.now();
          for (int step = 0; step < 20; step++) {
            session.step(plain.weights, descent, leaves -> plain.losses(leaves, everybody).sum());
          }

          assertThat(plain.now()).isNotEqualTo(before);
          float[] noised = noiseless.now();
          float[] plainly = plain.now();
          for (int i = 0; i < noised.length; i++) {
            assertThat(noised[i]).isCloseTo(plainly[i], within(1e-4f));
          }
          return null;
        });
  }

  @Test
  void theNoiseHasTheDeviationOfTheMechanism() {
    play(
        session -> {
          Toy toy = new Toy(session);
          PrivateTrainer trainer = toy.trainer(3, 0.5, 1, 2);
          double sum = 0;
          int count = 0;
          for (int draw = 0; draw < 100; draw++) {
            for (float noise :
                trainer.noisedSum(toy.weights, new int[0], toy::losses).toFloatArray()) {
              sum += noise * noise;
              count++;
            }
          }
          assertThat(Math.sqrt(sum / count)).isCloseTo(6, within(0.2));
          return null;
        });
  }

  @Test
  void nobodysGradientMovesTheSumByMoreThanTheClip() {
    play(
        session -> {
          Toy toy = new Toy(session);
          PrivateTrainer trainer = toy.trainer(0, 1, 1, 0.5);
          float[] with = trainer.noisedSum(toy.weights, ALL, toy::losses).toFloatArray();
          int[] others = Arrays.copyOf(ALL, PATIENTS - 1);
          float[] without = trainer.noisedSum(toy.weights, others, toy::losses).toFloatArray();

          double moved = 0;
          for (int i = 0; i < with.length; i++) {
            moved += (with[i] - without[i]) * (double) (with[i] - without[i]);
          }
          assertThat(Math.sqrt(moved)).isBetween(0.01, 0.5 + 1e-4);
          return null;
        });
  }
}
