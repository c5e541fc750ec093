package org.hideandseek.scoring.utility;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.scoring.utility.Fidelity.Contrast;
import org.hideandseek.scoring.utility.Fidelity.NearCopy;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FidelityTest {
  private static final long SEED = 20260301;

  private static SplittableRandom random;
  private static Cohort members;
  private static Cohort holdout;
  private static FidelityReferee referee;

  @BeforeAll
  static void drawPeople() {
    System.out.println("seed " + SEED);
    random = new SplittableRandom(SEED);
    members = Planted.people(random, 300);
    holdout = Planted.people(random, 300);
    referee = FidelityReferee.of(members, holdout, 1);
  }

  @Test
  void otherRealPeopleLookLikeRealPeople() {
    Fidelity fidelity = referee.compare(Planted.people(random, 300));

    assertThat(fidelity.discriminative().release().orElseThrow()).isLessThan(0.1);
    assertThat(fidelity.alphaPrecision().excess().orElseThrow()).isCloseTo(0, within(0.1));
    assertThat(fidelity.betaRecall().excess().orElseThrow()).isCloseTo(0, within(0.15));
    assertThat(fidelity.discrepancy().release().orElseThrow()).isLessThan(0.02);
    assertThat(fidelity.authenticity().excess().orElseThrow()).isCloseTo(0, within(0.12));
    assertThat(fidelity.closerToMembers().orElseThrow()).isCloseTo(0.5, within(0.1));
    assertThat(fidelity.closestStatics().excess().orElseThrow()).isCloseTo(0, within(0.01));
    assertThat(fidelity.identicalShare().release()).hasValue(0);
    assertThat(fidelity.nearCopyShare().release().orElseThrow()).isLessThan(0.05);
    assertThat(fidelity.variables()).hasSize(6);
    assertThat(fidelity.features()).hasSize(3);
    assertThat(fidelity.lengthSimilarity().release().orElseThrow()).isGreaterThan(0.85);
  }

  @Test
  void aCopyIsListedWhole() {
    int[] backwards = IntStream.range(0, 300).map(i -> 299 - i).toArray();
    Fidelity fidelity = referee.compare(members.select(backwards));

    assertThat(fidelity.identicalShare().release()).hasValue(1);
    assertThat(fidelity.nearCopies()).hasSize(300).contains(new NearCopy(7, 292, 0));
    assertThat(fidelity.authenticity().release()).hasValue(0);
    assertThat(fidelity.authenticity().real().orElseThrow()).isGreaterThan(0.3);
    assertThat(fidelity.adversarialAccuracy().release()).hasValue(0);
    assertThat(fidelity.closerToMembers().orElseThrow()).isGreaterThan(0.95);
    assertThat(fidelity.discriminative().release().orElseThrow()).isLessThan(0.1);
  }

  @Test
  void aFewCopiesAmongOthersAreFound() {
    Cohort others = Planted.people(random, 300);
    Patient[] mixed = others.patients().toArray(Patient[]::new);
    mixed[10] = members.patient(3);
    mixed[200] = Planted.noisy(members.select(new int[] {77}), 0.02, random).patient(0);
    Fidelity fidelity = referee.compare(new Cohort(Planted.SCHEMA, Arrays.asList(mixed)));

    assertThat(fidelity.identicalShare().release().orElseThrow())
        .isCloseTo(1.0 / 300, within(1e-12));
    assertThat(fidelity.nearCopies()).contains(new NearCopy(10, 3, 0));
    assertThat(fidelity.nearCopies())
        .anyMatch(copy -> copy.release() == 200 && copy.member() == 77);
  }

  @Test
  void aConstantReleaseIsToldApart() {
    Fidelity fidelity = referee.compare(Planted.constant(300));

    assertThat(fidelity.discriminative().release().orElseThrow()).isGreaterThan(0.48);
    assertThat(fidelity.betaRecall().release().orElseThrow()).isLessThan(0.1);
    assertThat(fidelity.discrepancy().release().orElseThrow()).isGreaterThan(0.1);
  }

  @Test
  void scalingTheReleaseDoesNotHideThatItDiffers() {
    Fidelity fidelity = referee.compare(Planted.noisy(members, 3, random));

    assertThat(fidelity.discriminative().release().orElseThrow()).isGreaterThan(0.35);
    assertThat(fidelity.nearCopyShare().release().orElseThrow()).isLessThan(0.05);
  }

  @Test
  void degenerateCohortsAreDefinedOrEmpty() {
    Cohort empty = new Cohort(Planted.SCHEMA, List.of());
    Cohort one = members.select(new int[] {0});
    Cohort unknown =
        new Cohort(
            Planted.SCHEMA,
            members.patients().stream()
                .limit(40)
                .map(
                    p -> {
                      float[] nothing = new float[p.values().length];
                      Arrays.fill(nothing, Float.NaN);
                      return new Patient(
                          p.times(), nothing, new float[] {Float.NaN, Float.NaN, Float.NaN});
                    })
                .toList());
    Cohort some = members.select(IntStream.range(0, 40).toArray());
    List<Cohort> real = List.of(one, unknown, some, Planted.constant(30));
    for (Cohort m : real) {
      for (Cohort h : real) {
        FidelityReferee judge = FidelityReferee.of(m, h, 1);
        for (Cohort r : List.of(empty, one, unknown, some, Planted.repeated(one.patient(0), 30))) {
          assertDefined(judge.compare(r));
        }
      }
    }
    assertThatThrownBy(() -> FidelityReferee.of(empty, some, 1))
        .hasMessage("fidelity needs members and holdout patients, not 0 and 40");
  }

  private static void assertDefined(Fidelity f) {
    for (Contrast contrast :
        List.of(
            f.discriminative(),
            f.alphaPrecision(),
            f.betaRecall(),
            f.discrepancy(),
            f.lengthSimilarity(),
            f.authenticity(),
            f.adversarialAccuracy(),
            f.closestStatics(),
            f.identicalShare(),
            f.nearCopyShare())) {
      assertFinite(contrast.release());
      assertFinite(contrast.real());
    }
    assertFinite(f.closerToMembers());
    f.variables().forEach(v -> assertFinite(v.wasserstein().release()));
    f.variables().forEach(v -> assertFinite(v.largest().real()));
    f.features().forEach(v -> assertFinite(v.missing().release()));
    f.nearCopies().forEach(copy -> assertThat(copy.distance()).isFinite());
  }

  private static void assertFinite(OptionalDouble number) {
    number.ifPresent(value -> assertThat(value).isFinite());
  }
}
