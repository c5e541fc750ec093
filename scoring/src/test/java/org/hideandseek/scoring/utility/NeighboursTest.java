package org.hideandseek.scoring.utility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NeighboursTest {
  private static final float X = Float.NaN;

  // The hand-computed fixture: four training points, four others, four synthetic ones.
  private static final float[] TRAIN = {0, 0, 1, 0, 0, 1, 3, 3};
  private static final float[] OTHERS = {.5f, .5f, 2, 2, 4, 0, 5, 5};
  private static final float[] SYNTHETIC = {.1f, 0, .9f, .1f, 0, 1.2f, 2.5f, 2.9f};

  private static Points points(float... cells) {
    return new Points(cells.clone(), 2);
  }

  private static Points random(SplittableRandom random, int n, int dimensions, double missing) {
    float[] cells = new float[n * dimensions];
    for (int c = 0; c < cells.length; c++) {
      cells[c] = random.nextDouble() < missing ? X : (float) random.nextGaussian();
    }
    return new Points(cells, dimensions);
  }

  @Test
  void distancesOfTheFixture() {
    assertThat(Neighbours.of(points(TRAIN), points(SYNTHETIC)).distance())
        .containsExactly(new double[] {.1, .1414213562, .2, .5099019514}, within(1e-6));
    assertThat(Neighbours.of(points(OTHERS), points(SYNTHETIC)).distance())
        .containsExactly(
            new double[] {.5656854249, 1.0295630141, 3.1016124839, 3.2649655435}, within(1e-6));
  }

  @Test
  void authenticityAdversarialAccuracyAndCloserShareOfTheFixture() {
    Points train = points(TRAIN);
    Points others = points(OTHERS);
    Points synthetic = points(SYNTHETIC);
    Neighbours toTrain = Neighbours.of(synthetic, train);
    Neighbours toOthers = Neighbours.of(synthetic, others);
    Neighbours amongTrain = Neighbours.within(train);
    Neighbours among = Neighbours.within(synthetic);

    assertThat(Proximity.authenticity(toTrain, amongTrain)).hasValue(0);
    assertThat(
            Proximity.adversarialAccuracy(
                Neighbours.of(train, synthetic), amongTrain, toTrain, among))
        .hasValue(0);
    assertThat(
            Proximity.adversarialAccuracy(
                Neighbours.of(others, synthetic), Neighbours.within(others), toOthers, among))
        .hasValue(.125);
    assertThat(Proximity.closerShare(toTrain, toOthers)).hasValue(1);
  }

  @Test
  void identicalSetsHaveNoAdversarialAccuracy() {
    Points train = points(TRAIN);
    Neighbours self = Neighbours.of(train, points(TRAIN));
    Neighbours among = Neighbours.within(train);

    assertThat(Proximity.adversarialAccuracy(self, among, self, among)).hasValue(0);
    assertThat(Proximity.closerShare(self, self)).hasValue(.5);
  }

  @Test
  void blocksGiveWhatLoopsGive() {
    long seed = 5;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    for (double missing : new double[] {0, 0.4, 0.95}) {
      Points a = random(random, 333, 101, missing);
      Points b = random(random, 517, 101, missing);
      var both = Neighbours.both(a, b);
      for (int i = 0; i < a.size(); i++) {
        assertNearest(a, i, b, both.get(0), -1);
      }
      for (int j = 0; j < b.size(); j++) {
        assertNearest(b, j, a, both.get(1), -1);
      }
      Neighbours within = Neighbours.within(a);
      for (int i = 0; i < a.size(); i++) {
        assertNearest(a, i, a, within, i);
      }
    }
  }

  private static void assertNearest(Points from, int i, Points to, Neighbours found, int not) {
    double least = Double.POSITIVE_INFINITY;
    int index = -1;
    for (int j = 0; j < to.size(); j++) {
      double square = from.meanSquare(i, to, j);
      if (j != not && square < least) {
        least = square;
        index = j;
      }
    }
    assertThat(found.index()[i]).isEqualTo(index);
    assertThat(found.distance()[i]).isEqualTo(Math.sqrt(from.dimensions() * least));
  }

  @Test
  void onlyCellsThatBothHaveCount() {
    Points a = new Points(new float[] {1, 2, X, X, X, X}, 3);
    Points b = new Points(new float[] {1, X, 7, 4, 4, 4}, 3);

    Neighbours neighbours = Neighbours.of(a, b);
    assertThat(neighbours.distance()[0]).isZero();
    assertThat(neighbours.index()[0]).isZero();
    assertThat(neighbours.distance()[1]).isInfinite();
    assertThat(neighbours.index()[1]).isEqualTo(-1);
    // sqrt(3 / 2 * (3^2 + 2^2))
    assertThat(Math.sqrt(3 * a.meanSquare(0, b, 1))).isCloseTo(Math.sqrt(19.5), within(1e-12));
  }

  @Test
  void oneAndNoneHaveNoNeighbours() {
    Points one = points(1, 2);
    Points none = points();

    assertThat(Neighbours.within(one).index()).containsExactly(-1);
    assertThat(Neighbours.of(one, none).index()).containsExactly(-1);
    assertThat(Neighbours.of(none, one).index()).isEmpty();
    assertThat(Proximity.authenticity(Neighbours.of(one, one), Neighbours.within(one))).isEmpty();
    assertThat(Proximity.closerShare(Neighbours.of(none, one), Neighbours.of(none, one))).isEmpty();
  }

  @Test
  void manyOfTheSameAreFoundAtOnce() {
    float[] cells = new float[2 * 3000];
    Arrays.fill(cells, 3);
    Points same = new Points(cells, 2);

    assertThat(Neighbours.within(same).distance()).containsOnly(0);
    assertThat(Neighbours.of(points(TRAIN), same).index()).containsOnly(0);
  }

  @Test
  void trueDrawsAreAsAuthenticAsTheirDimensionSays() {
    long seed = 11;
    System.out.println("seed " + seed);
    SplittableRandom random = new SplittableRandom(seed);
    int[] dimensions = {1, 3, 10, 50};
    double[] expected = {.34, .44, .63, .775};
    for (int d = 0; d < dimensions.length; d++) {
      double sum = 0;
      for (int run = 0; run < 10; run++) {
        Points train = random(random, 500, dimensions[d], 0);
        Points fresh = random(random, 500, dimensions[d], 0);
        sum +=
            Proximity.authenticity(Neighbours.of(fresh, train), Neighbours.within(train))
                .orElseThrow();
      }
      assertThat(sum / 10).as("d %d", dimensions[d]).isCloseTo(expected[d], within(.025));
    }
  }

  @Test
  void supportOfTheSamePopulationIsNearOneAndOfAnotherNearZero() {
    SplittableRandom random = new SplittableRandom(3);
    Points real = random(random, 600, 5, 0);
    Points same = random(random, 600, 5, 0);
    float[] far = new float[600 * 5];
    Arrays.fill(far, 9);
    Points other = new Points(far, 5);
    Neighbours among = Neighbours.within(real);

    assertThat(Support.precision(real, same).orElseThrow()).isGreaterThan(.9);
    assertThat(Support.precision(real, other).orElseThrow()).isCloseTo(0, within(.05));
    assertThat(Support.recall(real, real, Neighbours.of(real, real), among).orElseThrow())
        .isGreaterThan(.97);
    assertThat(Support.recall(real, other, Neighbours.of(real, other), among).orElseThrow())
        .isLessThan(.05);
    assertThat(Support.discrepancy(real, same, 1).orElseThrow()).isLessThan(.01);
    assertThat(Support.discrepancy(real, other, 1).orElseThrow()).isGreaterThan(.5);
  }
}
