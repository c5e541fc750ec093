package org.hideandseek.seekers.density;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class DensityTest {
  private static final double[] OF_RELEASE = {
    .10044324045, .08246840937, .08198722927, .05082840160,
    .10526967734, .06684575872, 1.23183445e-8, .00153298456
  };
  private static final double[] OF_REFERENCE = {
    .03361042111, .02446076558, .04377303216, .03439125196,
    .04442642718, .04236480350, .01238614778, .01498317665
  };

  @Test
  void kernelsAreThoseOfScipy() {
    double[] release = Points.scores(x -> Math.exp(Density.scott(Points.RELEASE).log(x)));
    double[] reference = Points.scores(x -> Math.exp(Density.scott(Points.REFERENCE).log(x)));

    assertThat(release).containsExactly(OF_RELEASE, within(1e-10));
    assertThat(reference).containsExactly(OF_REFERENCE, within(1e-10));
    assertThat(Points.auc(release)).isEqualTo(.6875);
  }

  @Test
  void domiasIsTheDifferenceOfTheLogarithms() {
    double[] scores =
        Points.scores(DensitySeeker.ratio(Density.scott(Points.RELEASE), reference()));

    for (int i = 0; i < scores.length; i++) {
      assertThat(scores[i])
          .isCloseTo(Math.log(OF_RELEASE[i]) - Math.log(OF_REFERENCE[i]), within(1e-6));
    }
    assertThat(Points.auc(scores)).isEqualTo(.8125);
  }

  private static Density reference() {
    return Density.scott(Points.REFERENCE);
  }

  @Test
  void densitiesAreWhatTheFormulasSay() {
    SplittableRandom random = new SplittableRandom(5);
    for (int dimensions : new int[] {1, 2, 5}) {
      double[][] points = Points.random(60, dimensions, random);
      Density scott = Density.scott(points);
      Density silverman = Density.silverman(points);
      Density normal = Density.normal(points);
      for (double[] at : Points.random(40, dimensions, random)) {
        assertThat(scott.log(at))
            .isCloseTo(
                Math.log(Points.kernels(at, points, Points.scottFactor(60, dimensions))),
                within(1e-9));
        assertThat(silverman.log(at))
            .isCloseTo(
                Math.log(Points.kernels(at, points, Points.silvermanFactor(60, dimensions))),
                within(1e-9));
        assertThat(normal.log(at))
            .isCloseTo(
                Math.log(Points.normal(at, Points.mean(points), Points.covariance(points))),
                within(1e-9));
      }
    }
  }

  @Test
  void theRatioDoesNotDependOnScaleAndAxes() {
    SplittableRandom random = new SplittableRandom(6);
    double[][] release = Points.random(80, 3, random);
    double[][] reference = Points.random(50, 3, random);
    for (double[] at : Points.random(20, 3, random)) {
      double plain = Density.scott(release).log(at) - Density.scott(reference).log(at);
      double turned =
          Density.scott(turned(release)).log(turned(at))
              - Density.scott(turned(reference)).log(turned(at));
      assertThat(turned).isCloseTo(plain, within(1e-8));
    }
  }

  private static double[][] turned(double[][] points) {
    return Arrays.stream(points).map(DensityTest::turned).toArray(double[][]::new);
  }

  private static double[] turned(double[] point) {
    return new double[] {
      50 * point[0] + 7 * point[1] - 3, point[1] - point[2], .1 * point[2] + .2 * point[0]
    };
  }

  @Test
  void aDensityFarAwayIsTinyAndNotLost() {
    double near = Density.scott(Points.RELEASE).log(new double[] {1e3, 0});
    double far = Density.scott(Points.RELEASE).log(new double[] {1e4, 0});

    assertThat(far).isFinite().isLessThan(near);
    assertThat(near).isLessThan(-1000);
  }

  @Test
  void pointsWithoutSpreadHaveADensity() {
    double[][] same = {{1, 2}, {1, 2}, {1, 2}};
    double[][] line = {{0, 5}, {1, 5}, {3, 5}};

    for (double[][] points : new double[][][] {same, line, {{1, 2}}}) {
      for (Density density :
          new Density[] {
            Density.scott(points), Density.silverman(points), Density.normal(points)
          }) {
        double at = density.log(points[0]);
        assertThat(at).isFinite();
        assertThat(density.log(new double[] {1, 7})).isFinite().isLessThan(at);
      }
    }
  }

  @Test
  void aDirectionWithoutSpreadDoesNotChangeTheOthers() {
    double[][] line = {{0, 5}, {1, 5}, {3, 5}};
    double[][] flat = {{0}, {1}, {3}};
    double factor = Points.scottFactor(3, 2);

    double difference =
        Density.scott(line).log(new double[] {2, 5}) - Density.scott(line).log(new double[] {9, 5});

    assertThat(difference)
        .isCloseTo(
            Math.log(Points.kernels(new double[] {2}, flat, factor))
                - Math.log(Points.kernels(new double[] {9}, flat, factor)),
            within(1e-6));
  }
}
