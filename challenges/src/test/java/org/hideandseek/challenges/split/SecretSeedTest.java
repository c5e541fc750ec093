package org.hideandseek.challenges.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The reference values were computed by another program from the description in {@link SecretSeed}.
 * They must never change: published commitments are recomputed with them.
 */
class SecretSeedTest {
  private static final SecretSeed SEED = SecretSeed.guessable(7);

  @Test
  void theDerivationIsTheDocumentedOne() {
    assertThat(SEED.hex())
        .isEqualTo("a3a3e2f9a61b9be73c22634cedebe2c17c66d357939168d8475f3c6c38fef5d5");
    assertThat(SEED.derive("split", 3).hex())
        .isEqualTo("559f007d7da8abbdc726461b47872861029207137ab49f2f18c6c6e4f3df32e1");
    assertThat(SEED.derive("a/b", "~").hex())
        .isEqualTo("2bb77dd17366367b039ee293fbac76483b2713e03697fb04c235d8457aa0cfe8");
    assertThat(SEED.forContainer()).isEqualTo(1911706053);
    assertThat(SEED.permutation(10)).containsExactly(8, 7, 6, 3, 9, 1, 2, 0, 5, 4);
    assertThat(SEED.coins(12))
        .containsExactly(
            false, true, false, true, true, false, true, true, false, false, true, true);
  }

  @Test
  void differentLabelsMakeDifferentSeeds() {
    assertThat(
            Set.of(
                SEED.derive(),
                SEED.derive(""),
                SEED.derive("a"),
                SEED.derive("a", "b"),
                SEED.derive("a/b"),
                SEED.derive("a~1b"),
                SEED.derive("", "a"),
                SEED.derive("container"),
                SEED.derive("stream", 0)))
        .hasSize(9);
  }

  @Test
  void whatAContainerSeesIsNoPartOfASeedThatIsDerivedOrOfTheStream() {
    Set<Integer> seen = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      int number = SEED.derive("run", i).forContainer();
      assertThat(number).isNotNegative();
      seen.add(number);
    }
    assertThat(seen).hasSize(1000);
    assertThat(SEED.derive("container").hex())
        .doesNotStartWith(Integer.toHexString(SEED.forContainer()));
  }

  @Test
  void aPermutationIsUniform() {
    int[] counts = new int[24];
    int draws = 24_000;
    for (int i = 0; i < draws; i++) {
      int[] order = SEED.derive("permutation", i).permutation(4);
      int rank = 0;
      for (int a = 0; a < 4; a++) {
        int smaller = 0;
        for (int b = a + 1; b < 4; b++) {
          smaller += order[b] < order[a] ? 1 : 0;
        }
        rank = rank * (4 - a) + smaller;
      }
      counts[rank]++;
    }
    double chiSquare =
        Arrays.stream(counts).mapToDouble(count -> Math.pow(count - 1000, 2) / 1000).sum();

    // 99.9 % quantile with 23 degrees of freedom
    assertThat(chiSquare).isLessThan(49.73);
  }

  @Test
  void aPermutationHoldsEveryPositionOnce() {
    for (int n : new int[] {0, 1, 2, 1000}) {
      int[] sorted = SEED.permutation(n);
      Arrays.sort(sorted);
      for (int i = 0; i < n; i++) {
        assertThat(sorted[i]).isEqualTo(i);
      }
      assertThat(sorted).hasSize(n);
    }
  }

  @Test
  void coinsAreFairAndIndependent() {
    boolean[] coins = SEED.derive("coins").coins(100_000);
    int heads = 0;
    int same = 0;
    for (int i = 0; i < coins.length; i++) {
      heads += coins[i] ? 1 : 0;
      same += i > 0 && coins[i] == coins[i - 1] ? 1 : 0;
    }

    // 4 standard deviations
    assertThat(heads).isCloseTo(50_000, within(632));
    assertThat(same).isCloseTo(50_000, within(632));
  }

  @Test
  void aSeedIsDrawnAndReadBackButNeverPrinted() {
    SecretSeed drawn = SecretSeed.draw(new SecureRandom());

    assertThat(SecretSeed.parse(drawn.hex())).isEqualTo(drawn).hasSameHashCodeAs(drawn);
    assertThat(drawn).isNotEqualTo(SecretSeed.draw(new SecureRandom()));
    assertThat(drawn.hex()).hasSize(64);
    assertThat(drawn.toString()).isEqualTo("SecretSeed[hidden]");
    assertThatThrownBy(() -> SecretSeed.parse("abcd"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a secret seed has 32 bytes");
  }
}
