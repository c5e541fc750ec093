package org.hideandseek.platform.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.challenges.split.ShadowSplit;
import org.hideandseek.challenges.split.Split;
import org.hideandseek.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnowledgeTest {
  @TempDir private Path folder;

  private PatientFolders patients;

  @Test
  void theReferenceIsThatOfTheSplitAndShadowsAreHalvesOfThePublicPatients() throws IOException {
    OpenChallenge challenge = open("public_share: 0.2");
    Cohort secret = read(patients.secret(challenge.name()));
    Cohort published = read(patients.published(challenge.name()));
    for (int number = 1; number <= 2; number++) {
      Split split = patients.split(challenge, number);
      assertThat(lengths(read(patients.reference(challenge, number))))
          .isEqualTo(lengths(secret.select(split.reference())));
      assertThat(split.reference()).hasSize(40).doesNotContain(split.candidates());
      ShadowSplit shadow = patients.shadow(challenge, number);
      assertThat(lengths(read(patients.shadowMembers(challenge, number))))
          .isEqualTo(lengths(published.select(shadow.members())));
      assertThat(lengths(read(patients.shadowNonMembers(challenge, number))))
          .isEqualTo(lengths(published.select(shadow.nonMembers())));
    }
    assertThat(patients.shadow(challenge, 1).members())
        .isNotEqualTo(patients.shadow(challenge, 2).members());
  }

  @Test
  void withFewPublicPatientsAChallengeThatGivesShadowsDoesNotOpen() {
    assertThatThrownBy(() -> open("public_share: 0.06"))
        .isInstanceOf(ProblemException.class)
        .hasMessage(
            "Challenge mayo-pbc gives shadows, which hiders make from halves of the public"
                + " patients, but has only 19 of these; make public_share larger, for at least"
                + " 20.");
  }

  private OpenChallenge open(String share) throws IOException {
    Path bundle = Files.createDirectory(folder.resolve("bundle"));
    Files.writeString(
        bundle.resolve("challenge.yaml"),
        Bundle.find("mayo-pbc")
            .yaml()
            .replace("knowledge: none", "knowledge: [reference, shadows]")
            .replace("public_share: 0.2", share));
    patients = new PatientFolders(Files.createDirectory(folder.resolve("patients")));
    return Challenges.prepare(
        Bundle.find(bundle.toString()), SecretSeed.guessable(1), patients, Clock.systemUTC());
  }

  private Cohort read(Path arrays) throws IOException {
    return CohortFiles.read(arrays, patients.schema("mayo-pbc"));
  }

  /** Enough to tell whose arrays they are. */
  private static String lengths(Cohort cohort) {
    return cohort.patients().stream()
        .map(patient -> Arrays.toString(patient.times()) + Arrays.toString(patient.statics()))
        .toList()
        .toString();
  }
}
