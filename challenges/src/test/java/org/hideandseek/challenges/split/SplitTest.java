package org.hideandseek.challenges.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
  private static final SplitSizes SIZES = new SplitSizes(400, 200, 100);
  private static final SecretSeed SEED = SecretSeed.guessable(7);

  @Test
  void theDrawIsTheDocumentedOne() {
    Split split = Split.draw(SEED, 40, new SplitSizes(20, 10, 10));

    assertThat(split.candidates())
        .containsExactly(
            17, 36, 23, 5, 26, 24, 16, 34, 35, 28, 37, 20, 29, 38, 25, 19, 6, 2, 11, 18);
    assertThat(split.members())
        .containsExactly(36, 23, 5, 16, 34, 35, 28, 37, 20, 29, 38, 25, 19, 6, 2, 18);
  }

  @Test
  void thePartsHaveTheirSizesAndShareNobody() {
    Split split = Split.draw(SEED, 1000, SIZES);

    assertThat(split.candidates()).hasSize(400);
    assertThat(split.member()).hasSize(400);
    assertThat(split.reference()).hasSize(200);
    assertThat(split.holdout()).hasSize(100);
    assertThat(
            IntStream.of(split.candidates().length, split.reference().length).sum()
                + split.holdout().length)
        .isEqualTo(SIZES.total());
    assertThat(
            Arrays.stream(new int[][] {split.candidates(), split.reference(), split.holdout()})
                .flatMapToInt(Arrays::stream)
                .peek(position -> assertThat(position).isBetween(0, 999))
                .distinct()
                .count())
        .isEqualTo(700);
  }

  @Test
  void onlyCandidatesWhoseCoinSaysSoAreMembers() {
    Split split = Split.draw(SEED, 1000, SIZES);

    assertThat(split.candidates()).contains(split.members());
    assertThat(split.reference()).doesNotContain(split.members());
    assertThat(split.holdout()).doesNotContain(split.members());
    int next = 0;
    for (int i = 0; i < 400; i++) {
      if (split.member()[i]) {
        assertThat(split.members()[next++]).isEqualTo(split.candidates()[i]);
      }
    }
    assertThat(split.members()).hasSize(next);
  }

  /** The number of members varies as that of independent coins does. */
  @Test
  void everyCoinIsIndependent() {
    double sum = 0;
    double squares = 0;
    int[] byPlace = new int[400];
    int draws = 500;
    for (int i = 0; i < draws; i++) {
      Split split = Split.draw(SEED.derive("split", i), 700, SIZES);
      int members = split.members().length;
      sum += members;
      squares += (double) members * members;
      for (int place = 0; place < 400; place++) {
        byPlace[place] += split.member()[place] ? 1 : 0;
      }
    }
    double mean = sum / draws;

    // 400 fair coins: mean 200, variance 100
    assertThat(mean).isCloseTo(200, within(1.8));
    assertThat(squares / draws - mean * mean).isCloseTo(100, within(26.0));
    assertThat(Arrays.stream(byPlace).max().orElseThrow()).isLessThan(250 + 50);
    assertThat(Arrays.stream(byPlace).min().orElseThrow()).isGreaterThan(250 - 50);
  }

  @Test
  void thePlaceInTheCohortTellsNothingAboutThePart() {
    double members = 0;
    double others = 0;
    int count = 0;
    for (int i = 0; i < 50; i++) {
      Split split = Split.draw(SEED.derive("place", i), 700, SIZES);
      members += Arrays.stream(split.members()).average().orElseThrow();
      others += Arrays.stream(split.reference()).average().orElseThrow();
      count++;
    }

    assertThat(members / count).isCloseTo(349.5, within(8.0));
    assertThat(others / count).isCloseTo(349.5, within(8.0));
  }

  @Test
  void theSameSeedMakesTheSameSplitAndAnotherSeedAnother() {
    Split split = Split.draw(SEED, 1000, SIZES);
    Split again = Split.draw(SecretSeed.parse(SEED.hex()), 1000, SIZES);
    Split other = Split.draw(SecretSeed.guessable(8), 1000, SIZES);

    assertThat(again.candidates()).isEqualTo(split.candidates());
    assertThat(again.member()).isEqualTo(split.member());
    assertThat(again.holdout()).isEqualTo(split.holdout());
    assertThat(other.candidates()).isNotEqualTo(split.candidates());
    assertThat(other.member()).isNotEqualTo(split.member());
  }

  @Test
  void aHiderReleasesHalfAsManyAsThereAreCandidatesWhateverTheCoins() {
    assertThat(SIZES.records()).isEqualTo(200);
  }

  @Test
  void tooFewPatientsOrTooSmallPartsAreRefused() {
    assertThatThrownBy(() -> Split.draw(SEED, 699, SIZES))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the splits want 700 patients, but there are only 699");
    assertThatThrownBy(() -> new SplitSizes(19, 0, 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("candidates is 20 or more, not 19");
    assertThatThrownBy(() -> new Split(new int[2], new boolean[1], new int[0], new int[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
