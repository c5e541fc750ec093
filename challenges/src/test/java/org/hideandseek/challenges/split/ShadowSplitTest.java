package org.hideandseek.challenges.split;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ShadowSplitTest {
  private static final SecretSeed SEED = SecretSeed.guessable(7);

  @Test
  void everybodyIsOnOneSideAndTheSidesAreHalves() {
    ShadowSplit shadow = ShadowSplit.draw(SEED, People.each(101));

    assertThat(shadow.members()).hasSize(50);
    assertThat(shadow.nonMembers()).hasSize(51);
    assertThat(
            IntStream.concat(Arrays.stream(shadow.members()), Arrays.stream(shadow.nonMembers()))
                .sorted())
        .containsExactlyElementsOf(IntStream.range(0, 101).boxed().toList());
    assertThat(shadow.members()).isNotEqualTo(Arrays.stream(shadow.members()).sorted().toArray());
  }

  @Test
  void anotherSeedDrawsOtherHalvesAndTheSameOneTheSame() {
    int[] members = ShadowSplit.draw(SEED, People.each(100)).members();

    assertThat(ShadowSplit.draw(SEED, People.each(100)).members()).isEqualTo(members);
    assertThat(ShadowSplit.draw(SEED.derive("another"), People.each(100)).members())
        .isNotEqualTo(members);
  }

  @Test
  void nobodyIsOnBothSides() {
    People people = People.of(IntStream.range(0, 120).map(i -> i % 40).toArray());
    ShadowSplit shadow = ShadowSplit.draw(SEED, people);

    assertThat(Arrays.stream(shadow.members()).map(people::person).boxed())
        .doesNotContainAnyElementsOf(
            Arrays.stream(shadow.nonMembers()).map(people::person).boxed().toList());
    assertThat(shadow.members()).hasSize(60);
  }

  @Test
  void fewPatientsMakeNoShadows() {
    assertThatThrownBy(() -> ShadowSplit.draw(SEED, People.each(19)))
        .hasMessage(
            "shadows are made of halves of the public patients, who must be at least 20, not 19");
  }

  @Test
  void aHiderReleasesInTheSameRatioToItsMembers() {
    assertThat(new SplitSizes(150, 0, 10).records(75)).isEqualTo(75);
    assertThat(new SplitSizes(151, 0, 10).records(1000)).isEqualTo(993);
    assertThat(new SplitSizes(4000, 0, 10).records(1)).isEqualTo(1);
    assertThat(new SplitSizes(21, 0, 10).records(0)).isEqualTo(1);
  }
}
