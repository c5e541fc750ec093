package org.hideandseek.platform.challenge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.audit.LeakAudit;
import org.hideandseek.platform.database.Database;
import org.hideandseek.platform.database.DatabaseConfig;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.scoring.audit.AuditReport;
import org.hideandseek.scoring.audit.Finding;
import org.hideandseek.scoring.audit.Severity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChallengesIT {
  private static final String NAME = "mayo-pbc";
  private static final SecretSeed KNOWN = SecretSeed.guessable(7);

  @TempDir private Path folder;

  private Database database;
  private Path patients;
  private Challenges challenges;
  private int audits;

  @BeforeEach
  void open() throws Exception {
    Path data = Folders.createPrivate(folder.resolve("data"));
    database = Database.open(DatabaseConfig.inFolder(data));
    patients = data.resolve("challenges");
    LeakAudit audit = new LeakAudit(Folders.createPrivate(data.resolve("work")));
    challenges =
        new Challenges(
            new JdbiChallengeStore(database.jdbi()),
            new PatientFolders(patients),
            (challenge, folders) -> {
              audits++;
              return audit.of(challenge, folders);
            },
            Clock.systemUTC(),
            new SecureRandom());
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void aBlockingFindingKeepsAChallengeFromOpeningAndLeavesNothing() {
    assertThatThrownBy(() -> challenges.open(Bundle.find(NAME), KNOWN))
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INVALID))
        .hasMessage(
            "The leak audit keeps challenge mayo-pbc from opening: Anybody can find out who is a"
                + " member: the secret seed was made of a number, not drawn; './hideandseek"
                + " challenge audit' shows all findings.");

    assertThat(challenges.all()).isEmpty();
    assertThat(Files.exists(patients.resolve(NAME))).isFalse();
  }

  @Test
  void aReasonOpensItAndIsKeptWithTheReport() throws Exception {
    challenges.openOverriding(Bundle.find(NAME), KNOWN, "a demonstration");

    Audited audited = challenges.audited(NAME).orElseThrow();
    assertThat(audited.overridden()).contains("a demonstration");
    assertThat(audited.report().firstBlocking().orElseThrow().check()).isEqualTo("seed");
    assertThat(AuditJson.read(AuditJson.write(audited.report()))).isEqualTo(audited.report());
  }

  @Test
  void anEmptyReasonIsNone() {
    assertThatThrownBy(() -> challenges.openOverriding(Bundle.find(NAME), KNOWN, "  "))
        .isInstanceOf(ProblemException.class)
        .hasMessageStartingWith("The reason for overriding an audit has 1 to 1000 characters");
  }

  @Test
  void aChallengeThatIsOpenIsNotAuditedAgain() throws Exception {
    challenges.openOverriding(Bundle.find(NAME), KNOWN, "a demonstration");
    challenges.open(Bundle.find(NAME), SecretSeed.guessable(8));

    assertThat(audits).isEqualTo(1);
    assertThat(challenges.find(NAME).seed()).isEqualTo(KNOWN);
  }

  @Test
  void aRandomTestMustBlockOtherSplitsToo() throws Exception {
    Finding chance =
        new Finding(
            "members", Severity.BLOCKING, "They differ.", Map.of(), OptionalDouble.of(0.01));
    Finding certain = Finding.certain("copies", Severity.BLOCKING, "There are some.", Map.of());
    List<Finding> next = new ArrayList<>(List.of(chance, chance, certain, chance));
    Challenges judged =
        new Challenges(
            new JdbiChallengeStore(database.jdbi()),
            new PatientFolders(patients),
            (challenge, folders) ->
                new AuditReport(next.isEmpty() ? List.of() : List.of(next.remove(0))),
            Clock.systemUTC(),
            new SecureRandom());

    assertThatThrownBy(() -> judged.open(Bundle.find(NAME)))
        .hasMessageContaining("They differ; so it was with other splits, too;");
    assertThatThrownBy(() -> judged.open(Bundle.find(NAME)))
        .hasMessageContaining("There are some; './hideandseek");
    judged.open(Bundle.find(NAME));

    assertThat(next).isEmpty();
    assertThat(judged.audited(NAME).orElseThrow().report().findings()).isEmpty();
  }

  @Test
  void withoutABlockingFindingNoReasonIsKept() throws Exception {
    Challenges lenient =
        new Challenges(
            new JdbiChallengeStore(database.jdbi()),
            new PatientFolders(patients),
            (challenge, folders) -> new AuditReport(List.of()),
            Clock.systemUTC(),
            new SecureRandom());

    lenient.openOverriding(Bundle.find(NAME), KNOWN, "in case of need");

    Audited audited = lenient.audited(NAME).orElseThrow();
    assertThat(audited.overridden()).isEmpty();
    assertThat(audited.report().count(Severity.BLOCKING)).isZero();
  }
}
