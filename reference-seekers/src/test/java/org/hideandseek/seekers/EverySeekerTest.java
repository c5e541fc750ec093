package org.hideandseek.seekers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.contract.Task;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EverySeekerTest {
  /** Networks learn too little to find much, and as much as they need to look at all. */
  private static final Seekers SEEKERS = new Seekers(0.005);

  private final SplittableRandom random = new SplittableRandom(12);
  private final Cohort members = Crowd.of(60, random);
  private final Cohort others = Crowd.of(60, random);
  private final Cohort candidates = Crowd.interleaved(members, others);
  private final Cohort reference = Crowd.of(50, random);

  static List<String> names() {
    return SEEKERS.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theSameTaskAndEvidenceGiveTheSameScores(String name) {
    assertThat(score(name, everything(members, candidates, reference)))
        .isEqualTo(score(name, everything(members, candidates, reference)));
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyCandidateGetsAFiniteScoreWhateverIsGiven(String name) {
    Cohort one = members.select(new int[] {0});
    Cohort same = members.select(new int[40]);
    List<Cohort> asked =
        List.of(one, same, constant(), Crowd.blank(30), members, Crowd.of(400, random), extreme());
    List<Cohort> given = new ArrayList<>(asked);
    given.add(Crowd.nobody());
    int turn = 0;
    int answered = 0;
    for (Cohort release : given) {
      for (Cohort candidates : asked) {
        // Every release meets all candidates, and in turn every reference.
        Cohort known = given.get(turn++ % given.size());
        answered += answer(name, everything(release, candidates, known)) ? 1 : 0;
      }
    }
    assertThat(answered).isGreaterThan(turn / 2);
  }

  /** Whether all candidates got scores; else the seeker has said in one sentence why not. */
  private static boolean answer(String name, Evidence evidence) {
    float[] scores;
    try {
      scores = score(name, evidence);
    } catch (SeekingException e) {
      assertThat(e).hasMessageMatching("[a-z][^\\n.]{20,150}");
      return false;
    }
    assertThat(scores).hasSize(evidence.candidates().size());
    for (float score : scores) {
      assertThat(score).isFinite();
    }
    return true;
  }

  static List<String> lookers() {
    return names().stream().filter(name -> !name.equals("random")).toList();
  }

  @ParameterizedTest
  @MethodSource("lookers")
  void whereAllPatientsAreTheSameSoAreTheirScores(String name) {
    Cohort same = members.select(new int[30]);

    float[] scores =
        score(name, new Evidence(same, same).withReference(same).withShadows(shadows()));

    assertThat(scores).containsOnly(scores[0]);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "calibrated",
        "calibrated-gan-leaks",
        "logan",
        "domias",
        "domias-gaussian",
        "gen-lra",
        "dpi"
      })
  void whoNeedsAReferenceSaysSo(String name) {
    Evidence none = new Evidence(members, candidates);
    Evidence empty = none.withReference(Crowd.nobody());

    assertThatThrownBy(() -> score(name, none))
        .isInstanceOf(SeekingException.class)
        .hasMessage("this seeker needs reference patients, which this challenge does not give");
    assertThatThrownBy(() -> score(name, empty))
        .isInstanceOf(SeekingException.class)
        .hasMessage("this seeker needs reference patients, but there is not one");
  }

  @Test
  void whoNeedsShadowsSaysSo() {
    Evidence none = new Evidence(members, candidates);
    Evidence empty = none.withShadows(List.of(new Shadow(others, Crowd.nobody(), others)));

    assertThatThrownBy(() -> score("shadow", none))
        .isInstanceOf(SeekingException.class)
        .hasMessage("this seeker needs shadow releases, which this challenge does not give");
    assertThatThrownBy(() -> score("shadow", empty))
        .isInstanceOf(SeekingException.class)
        .hasMessage(
            "this seeker needs members and non-members in every shadow, but one has none of either");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"random", "nearest", "pattern", "hybrid", "monte-carlo", "density", "ensemble"})
  void releaseAndCandidatesAreEnoughForTheOthers(String name) {
    assertThat(score(name, new Evidence(members, candidates))).hasSize(120);
  }

  /**
   * Real people who are neither members nor candidates give nobody away, so an AUC lies in its 95 %
   * band in 95 of 100 draws.
   */
  @ParameterizedTest
  @MethodSource("names")
  void strangersGiveNobodyAway(String name) {
    int inside = 0;
    for (int seed = 1; seed <= 100; seed++) {
      Liver liver = new Liver(seed, 300, 150, 150);
      Evidence evidence =
          liver
              .withReference(liver.strangers())
              .withShadows(liver.shadows(2, members -> liver.bystanders(members.size())));
      inside +=
          Math.abs(liver.auc(SEEKERS.named(name).orElseThrow(), evidence) - 0.5) < liver.band()
              ? 1
              : 0;
    }

    assertThat(inside).isGreaterThanOrEqualTo(90);
  }

  private Evidence everything(Cohort release, Cohort candidates, Cohort reference) {
    return new Evidence(release, candidates).withReference(reference).withShadows(shadows());
  }

  private List<Shadow> shadows() {
    return List.of(
        new Shadow(members, members, others),
        new Shadow(others.select(new int[] {0, 1}), others, members));
  }

  private static float[] score(String name, Evidence evidence) {
    return SEEKERS
        .named(name)
        .orElseThrow()
        .score(Task.seeker(1, evidence.candidates().size(), 60, 0), evidence);
  }

  /** All of one length and with one value for the pressure. */
  private Cohort constant() {
    List<Patient> patients = new ArrayList<>();
    for (Patient patient : members.patients()) {
      float lab = patient.value(0, 1);
      patients.add(
          new Patient(new float[] {0, 1}, new float[] {90, lab, 0, 90, lab, 0}, patient.statics()));
    }
    return new Cohort(Crowd.SCHEMA, patients);
  }

  /** At the ends of what a schema can allow. */
  private static Cohort extreme() {
    float max = Float.MAX_VALUE;
    Patient high =
        new Patient(
            new float[] {0, 0}, new float[] {max, max, 1, max, -max, 0}, new float[] {max, 2});
    Patient low =
        new Patient(
            new float[] {0, max}, new float[] {-max, 0, 0, max, 0, 1}, new float[] {-max, 0});
    return new Cohort(Crowd.SCHEMA, List.of(high, low, high));
  }
}
