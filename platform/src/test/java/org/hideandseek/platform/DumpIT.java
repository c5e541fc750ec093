package org.hideandseek.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.hideandseek.platform.PlayedCompetition.CHALLENGE;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.dump.DumpVerifier;
import org.hideandseek.platform.dump.Verification;
import org.hideandseek.platform.journal.Actor;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.submission.EndedBy;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.SubmissionState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A finished competition is computed again from its dump, and whatever is changed in it is found.
 */
final class DumpIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final DumpVerifier.Witness NOBODY =
      new DumpVerifier.Witness(Optional.empty(), Optional.empty());

  @TempDir private static Path folder;
  private static Path original;
  private static String root;
  private static String logHead;

  @TempDir private Path scratch;

  @BeforeAll
  static void playAndDump() throws IOException {
    try (PlayedCompetition competition = new PlayedCompetition(folder)) {
      competition.enter(PlayerRole.HIDER, "acheron", 1);
      competition.enter(PlayerRole.HIDER, "styx", 2);
      competition.enter(PlayerRole.SEEKER, "argus", 11);
      competition.enter(PlayerRole.HIDER, "fails later", 3);
      competition.enter(PlayerRole.SEEKER, "janus", 12);
      competition.enter(PlayerRole.HIDER, "styx again", 2);
      competition.play();
      PlatformFolder platform = competition.platform();
      assertThat(platform.hosting().close(CHALLENGE).revealedAt()).isPresent();
      original = folder.resolve("dump");
      platform.hosting().dump(CHALLENGE, original);
      root = platform.visitors().commitments(CHALLENGE).commitments().root();
      logHead = platform.visitors().commitments(CHALLENGE).logHead();
    }
  }

  @Test
  void whatWasPlayedIsConfirmed() throws IOException {
    Verification verification =
        verifier()
            .verify(original, new DumpVerifier.Witness(Optional.of(root), Optional.of(logHead)));
    assertThat(verification.differences()).isEmpty();
    assertThat(verification.confirmed()).isTrue();
    assertThat(verification.checks())
        .extracting(Verification.Check::what, Verification.Check::checked)
        .contains(
            tuple("commitments", 8),
            tuple("submissions", 6),
            tuple("runs that had to be played", 5 + 6 + 10),
            tuple("releases scored again", 5),
            tuple("matches scored again", 10));
  }

  @Test
  void whatWasWithdrawnOrCancelledIsOnNoBoardAndConfirmed(@TempDir Path own) throws IOException {
    Path dump = own.resolve("dump");
    try (PlayedCompetition competition = new PlayedCompetition(own)) {
      SubmissionId withdrawn = competition.enter(PlayerRole.HIDER, "acheron", 1);
      competition.enter(PlayerRole.HIDER, "styx", 2);
      competition.enter(PlayerRole.SEEKER, "argus", 11);
      competition.play();
      SubmissionId cancelled = competition.enter(PlayerRole.SEEKER, "janus", 12);
      competition.finish(competition.claim().orElseThrow());
      competition.finish(competition.claim().orElseThrow());
      PlatformFolder platform = competition.platform();
      platform.runs().end(withdrawn, SubmissionState.WITHDRAWN, EndedBy.TEAM, "Withdrawn.");
      platform.runs().end(cancelled, SubmissionState.CANCELLED, EndedBy.TEAM, "Cancelled.");
      competition.play();
      assertThat(platform.visitors().leaderboards(CHALLENGE).hiders())
          .extracting(Leaderboards.HiderRow::name)
          .containsExactly("styx");
      assertThat(platform.hosting().close(CHALLENGE).revealedAt()).isPresent();
      platform.hosting().dump(CHALLENGE, dump);
    }
    assertThat(Files.readString(dump.resolve("submissions.json")))
        .contains("WITHDRAWN", "CANCELLED", "Withdrawn.");
    assertThat(
            verifier()
                .verify(dump, new DumpVerifier.Witness(Optional.empty(), Optional.empty()))
                .differences())
        .isEmpty();
  }

  @Test
  void whatOrganisersChangedIsConfirmed(@TempDir Path own) throws IOException {
    Path dump = own.resolve("dump");
    String phases =
        """
        phases:
          - {name: trial, starts: 2027-01-01T00:00Z, ends: 2027-02-01T00:00Z, splits: 1}
          - {name: final, starts: 2027-02-10T00:00Z, ends: 2027-03-01T00:00Z}
        """;
    try (PlayedCompetition competition = new PlayedCompetition(own, phases)) {
      PlatformFolder platform = competition.platform();
      Actor organiser = Actor.operator();
      goTo(competition, "2027-01-10T00:00:00Z");
      SubmissionId hider = competition.enter(PlayerRole.HIDER, "acheron", 1, 1);
      competition.enter(PlayerRole.SEEKER, "argus", 11, 1);
      competition.play();
      platform
          .endings()
          .rerun(platform.submissions().find(hider).orElseThrow(), "A disk failed.", organiser);
      competition.play();
      platform
          .steering()
          .extend(CHALLENGE, "trial", Instant.parse("2027-02-20T00:00:00Z"), true, organiser);
      platform.steering().announce(CHALLENGE, "We moved.", organiser);
      platform.rescores().start(CHALLENGE, organiser);
      while (platform.rescores().step("node")) {
        // One run after the other.
      }
      platform.rescores().apply(CHALLENGE, organiser);
      goTo(competition, "2027-02-15T00:00:00Z");
      assertThat(platform.hosting().close(CHALLENGE).revealedAt()).isPresent();
      platform.hosting().dump(CHALLENGE, dump);
    }
    Verification verification =
        verifier().verify(dump, new DumpVerifier.Witness(Optional.empty(), Optional.empty()));
    assertThat(verification.differences()).isEmpty();
    assertThat(verification.checks())
        .extracting(Verification.Check::what, Verification.Check::checked)
        .contains(tuple("re-scores", 1), tuple("matches scored again", 1));

    edit(
        dump.resolve("bulletin.json"),
        bulletin -> ((ObjectNode) bulletin.path("rescores").path(0)).put("to", "scorer 77\n"));
    assertOneDifference(dump, "was by another scorer than this one");
  }

  @Test
  void whatWentOnIntoAFinalIsWhatHadTo(@TempDir Path own) throws IOException {
    Path dump = own.resolve("dump");
    String phases =
        """
        phases:
          - {name: trial, starts: 2027-01-01T00:00Z, ends: 2027-02-01T00:00Z, splits: 1}
          - {name: final, starts: 2027-02-10T00:00Z, ends: 2027-03-01T00:00Z, advance: 1}
        """;
    SubmissionId chosen;
    SubmissionId latest;
    try (PlayedCompetition competition = new PlayedCompetition(own, phases)) {
      PlatformFolder platform = competition.platform();
      goTo(competition, "2027-01-10T00:00:00Z");
      chosen = competition.enter(PlayerRole.HIDER, "acheron", 1, 1);
      competition.enter(PlayerRole.HIDER, "styx", 2, 1);
      competition.enter(PlayerRole.SEEKER, "argus", 11, 1);
      latest = competition.enter(PlayerRole.SEEKER, "janus", 12, 1);
      competition.play();
      Submission entry = platform.submissions().find(chosen).orElseThrow();
      assertThat(platform.submissions().choose(entry, competition.challenge().definition()))
          .isTrue();
      goTo(competition, "2027-02-10T00:00:00Z");
      platform.runs().plan(competition.challenge().definition());
      competition.play();
      assertThat(platform.submissions().find(latest).orElseThrow().lastPhase()).isEqualTo(2);
      goTo(competition, "2027-03-02T00:00:00Z");
      platform.runs().plan(competition.challenge().definition());
      platform.hosting().close(CHALLENGE);
      platform.hosting().dump(CHALLENGE, dump);
    }
    Verification verification = verifier().verify(dump, NOBODY);
    assertThat(verification.differences()).isEmpty();
    assertThat(verification.checks())
        .extracting(Verification.Check::what, Verification.Check::checked)
        .contains(tuple("teams' entries that went on", 2));

    for (SubmissionId swapped : List.of(chosen, latest)) {
      Path other = copy(dump);
      edit(
          other.resolve("submissions.json"),
          all -> {
            JsonNode went = all.get((int) swapped.value() - 1);
            JsonNode stayed = all.get(swapped.equals(chosen) ? 1 : 2);
            ((ObjectNode) went).put("last_phase", 1);
            ((ObjectNode) stayed).put("last_phase", 2);
          });
      assertThat(verifier().verify(other, NOBODY).differences())
          .anyMatch(
              difference ->
                  difference.endsWith(
                      " went on into phase 'final', but by what was chosen and checked before it"
                          + " had to be submission "
                          + swapped.value()
                          + "."));
    }
  }

  private static void goTo(PlayedCompetition competition, String moment) {
    competition
        .clock()
        .advance(Duration.between(competition.clock().instant(), Instant.parse(moment)));
  }

  @Test
  void aSingleChangedScoreIsFoundAndNamed() throws IOException {
    Path dump = copy();
    edit(
        dump.resolve("runs.json"),
        runs -> ((ObjectNode) find(runs, "match").path("match")).put("auc", 0.123));
    assertOneDifference(dump, "auc is stored as 0.123 but computes to 0.");
  }

  @Test
  void theSmallestChangeOfADoubleIsFound() throws IOException {
    Path dump = copy();
    edit(
        dump.resolve("runs.json"),
        runs -> {
          ObjectNode release = (ObjectNode) find(runs, "release").path("release");
          release.put("utility_low", Math.nextUp(release.path("utility_low").asDouble()));
        });
    assertOneDifference(dump, "utility_low is stored as");
  }

  @Test
  void aChangedNumberOfAReportIsFound() throws IOException {
    Path dump = copy();
    edit(
        dump.resolve("reports.json"),
        reports -> ((ObjectNode) find(reports, "match").path("match")).put("accuracy", 1));
    assertOneDifference(dump, "report.accuracy is stored as 1.0 but computes to");
  }

  @Test
  void anotherFloatInASeekersScoresIsFound() throws IOException {
    Path dump = copy();
    Path scores = anyFile(dump.resolve("matches"));
    flip(scores, 128);
    String run = scores.getParent().getFileName().toString();
    assertThat(differences(dump))
        .allMatch(difference -> difference.startsWith("Match " + run + " (seeker "))
        .anyMatch(difference -> difference.contains("scores is stored as"));
  }

  @Test
  void anotherFloatInAReleaseIsFound() throws IOException {
    Path dump = copy();
    Path values = anyFile(dump.resolve("releases")).resolveSibling("statics.npy");
    flip(values, 128);
    String run = values.getParent().getFileName().toString();
    assertThat(differences(dump))
        .isNotEmpty()
        .allMatch(
            difference ->
                difference.startsWith("Release " + run + " (hider ")
                    || difference.startsWith("boards/"));
  }

  @Test
  void aClaimThatPromisesMoreThanWasPromisedIsFound() throws IOException {
    Path dump = copy();
    Path claim = claims(dump).get(0);
    Files.writeString(
        claim, Files.readString(claim).replace("\"epsilon\" : 2.0", "\"epsilon\" : 0.5"));
    assertThat(differences(dump))
        .anyMatch(
            difference ->
                difference.contains("claim.epsilon is stored as 2.0 but computes to 0.5"));
  }

  @Test
  void aClaimThatWasLeftOutOrNeverMadeIsFound() throws IOException {
    Path dump = copy();
    Path claim = claims(dump).get(0);
    Path elsewhere;
    try (Stream<Path> releases = Files.list(dump.resolve("releases"))) {
      elsewhere =
          releases
              .map(release -> release.resolve("claim.json"))
              .filter(Files::notExists)
              .findFirst()
              .orElseThrow();
    }
    Files.move(claim, elsewhere);
    assertThat(differences(dump))
        .anyMatch(difference -> difference.contains("result.claim is stored as null"))
        .anyMatch(difference -> difference.contains("result.claim is stored as {\"mechanism\""));
  }

  private static List<Path> claims(Path dump) throws IOException {
    try (Stream<Path> files = Files.walk(dump.resolve("releases"))) {
      return files.filter(file -> file.endsWith("claim.json")).sorted().toList();
    }
  }

  @Test
  void anotherLabelIsFoundWithItsLine() throws IOException {
    Path dump = copy();
    Path split = dump.resolve("committed/split-2");
    List<String> lines = Files.readAllLines(split);
    String other =
        lines.get(6).endsWith(" non-member")
            ? lines.get(6).replace(" non-member", " member")
            : lines.get(6).replace(" member", " non-member");
    Files.writeString(split, Files.readString(split).replace(lines.get(6) + "\n", other + "\n"));
    assertThat(differences(dump))
        .hasSize(2)
        .anyMatch(
            difference -> difference.startsWith("committed/split-2 is not what was committed"))
        .anyMatch(
            difference ->
                difference.equals(
                    "committed/split-2: line 7 is stored as '"
                        + other
                        + "' but computes to '"
                        + lines.get(6)
                        + "'."));
  }

  @ParameterizedTest
  @CsvSource({"public", "private"})
  void oneBitOfThePatientsIsFound(String share) throws IOException {
    Path dump = copy();
    flip(dump.resolve("patients").resolve(share).resolve("statics.npy"), 128);
    assertThat(differences(dump))
        .anyMatch(
            difference ->
                difference.startsWith("committed/" + share + "-patients: line 3 is stored as"));
  }

  @Test
  void twoSwappedSubmissionsAreFound() throws IOException {
    Path dump = copy();
    edit(
        dump.resolve("submissions.json"),
        submissions -> {
          ObjectNode first = (ObjectNode) submissions.path(0);
          ObjectNode second = (ObjectNode) submissions.path(1);
          String image = first.path("image").asText();
          first.put("image", second.path("image").asText());
          second.put("image", image);
        });
    assertThat(differences(dump))
        .anyMatch(
            difference -> difference.startsWith("Entry 1 of the log of submissions was logged"))
        .anyMatch(difference -> difference.startsWith("The digest of the log of submissions is"));
  }

  @Test
  void anotherOrderOfEnteringIsFound() throws IOException {
    Path dump = copy();
    edit(
        dump.resolve("submissions.json"),
        submissions -> ((ObjectNode) submissions.path(1)).put("entrant", 7));
    assertThat(differences(dump))
        .anyMatch(
            difference ->
                difference.equals(
                    "Submission 2 (styx) is entrant 7, but by the order of entering it is 2."));
  }

  @Test
  void aChangedRankIsFound() throws IOException {
    Path dump = copy();
    Path boards = dump.resolve("boards/boards.txt");
    Files.writeString(
        boards,
        Files.readString(boards).replaceFirst("name=argus, team=Charon", "name=argus, team=Lethe"));
    assertOneDifference(dump, "boards/boards.txt: line ");
  }

  @Test
  void aMatchThatWasLeftOutIsFound() throws IOException {
    Path dump = copy();
    edit(
        dump.resolve("runs.json"),
        runs -> {
          for (int i = 0; i < runs.size(); i++) {
            if (!runs.path(i).path("match").isNull()) {
              ((ArrayNode) runs).remove(i);
              return;
            }
          }
        });
    assertThat(differences(dump))
        .anyMatch(
            difference -> difference.matches("The match on split . of seeker .* is missing\\."))
        .anyMatch(difference -> difference.startsWith("boards/"));
  }

  @Test
  void aRunThatFollowsFromNoSubmissionIsFound() throws IOException {
    Path dump = copy();
    edit(
        dump.resolve("runs.json"),
        runs -> {
          ObjectNode more = runs.path(0).deepCopy();
          ((ObjectNode) more.path("run")).put("id", 999).put("hider", "sha256:" + "77".repeat(32));
          ((ArrayNode) runs).add(more);
        });
    assertThat(differences(dump))
        .anyMatch(difference -> difference.startsWith("Run 999, the check of hider"));
  }

  @Test
  void anotherSeedIsFound() throws IOException {
    Path dump = copy();
    Files.writeString(dump.resolve("committed/seed"), SecretSeed.guessable(1).hex() + "\n");
    assertThat(differences(dump))
        .anyMatch(
            difference -> difference.startsWith("committed/seed is not what was committed to"))
        .anyMatch(difference -> difference.startsWith("committed/split-1: line 1 is stored"));
  }

  @Test
  void aDumpThatIsRightInItselfButNotWhatWasPublishedIsFound() throws IOException {
    Verification verification =
        verifier()
            .verify(
                original,
                new DumpVerifier.Witness(Optional.of("ab".repeat(32)), Optional.of(root)));
    assertThat(verification.differences())
        .hasSize(2)
        .anyMatch(
            difference -> difference.contains("root of the commitments is " + "ab".repeat(32)))
        .anyMatch(difference -> difference.contains("digest of the log"));
  }

  @Test
  void missingFilesAreNamed() throws IOException {
    Path dump = copy();
    Path scores = anyFile(dump.resolve("matches"));
    Files.delete(scores);
    Files.delete(dump.resolve("boards/boards.txt"));
    Files.delete(dump.resolve("committed/split-1"));
    String run = scores.getParent().getFileName().toString();
    assertThat(differences(dump))
        .anyMatch(difference -> difference.contains("matches/" + run + "/scores.npy is missing"))
        .anyMatch(difference -> difference.contains("boards/boards.txt is missing"))
        .anyMatch(difference -> difference.contains("committed/split-1 is missing"));
  }

  @Test
  void linksAreNotFollowed() throws IOException {
    Path dump = copy();
    Path scores = anyFile(dump.resolve("matches"));
    Path elsewhere = scratch.resolve("elsewhere.npy");
    Files.move(scores, elsewhere);
    Files.createSymbolicLink(scores, elsewhere);
    assertThat(differences(dump))
        .hasSize(1)
        .allMatch(difference -> difference.contains("is not a regular file"));
  }

  @Test
  void namesThatLeadOutAreRefused() throws IOException {
    Path dump = copy();
    edit(
        dump.resolve("commitments.json"),
        items -> ((ObjectNode) items.path(0)).put("item", "../dump.json"));
    assertRefused(dump, "no item can be called '../dump.json'");
  }

  @Test
  void whatIsNoDumpIsOneSentence() throws IOException {
    assertRefused(scratch, "is no dump");
    Path broken = copy();
    Files.writeString(broken.resolve("runs.json"), "[{\"run\":");
    assertThat(differences(broken))
        .hasSize(1)
        .allMatch(difference -> difference.startsWith("In the dump, runs.json can't be read"));
    Path later = copy();
    edit(later.resolve("dump.json"), head -> ((ObjectNode) head).put("format", 3));
    assertRefused(later, "has format 3");
    Path wrong = copy();
    edit(
        wrong.resolve("runs.json"),
        runs -> ((ObjectNode) find(runs, "match").path("match")).put("auc", "high"));
    assertThat(differences(wrong))
        .hasSize(1)
        .allMatch(difference -> difference.contains(".match.auc': "));
    Path unknown = copy();
    edit(unknown.resolve("runs.json"), runs -> ((ObjectNode) runs.path(0)).put("extra", 1));
    assertThat(differences(unknown))
        .hasSize(1)
        .allMatch(difference -> difference.contains("extra"));
    Path unseeded = copy();
    Files.delete(unseeded.resolve("committed/seed"));
    assertThat(differences(unseeded))
        .anyMatch(difference -> difference.contains("committed/seed is missing"))
        .anyMatch(difference -> difference.contains("does not commit to seed"));
  }

  private static void assertRefused(Path dump, String says) {
    assertThatThrownBy(() -> verifier().verify(dump, NOBODY))
        .isInstanceOfSatisfying(
            ProblemException.class,
            problem -> assertThat(problem.problem()).isEqualTo(Problem.INVALID))
        .hasMessageContaining(says)
        .hasMessageEndingWith(".")
        .hasMessageNotContaining("hideandseek.platform");
  }

  private static void assertOneDifference(Path dump, String says) throws IOException {
    assertThat(differences(dump)).hasSize(1).allMatch(difference -> difference.contains(says));
  }

  private static List<String> differences(Path dump) throws IOException {
    Verification verification = verifier().verify(dump, NOBODY);
    assertThat(verification.confirmed()).isEqualTo(verification.differences().isEmpty());
    return verification.differences();
  }

  private static DumpVerifier verifier() {
    return new DumpVerifier(PlayedCompetition.DOCUMENTS, line -> {});
  }

  private Path copy() throws IOException {
    return copy(original);
  }

  private Path copy(Path dump) throws IOException {
    Path copy = Files.createTempDirectory(scratch, "dump");
    try (Stream<Path> files = Files.walk(dump)) {
      for (Path file : files.filter(path -> !path.equals(dump)).toList()) {
        Path target = copy.resolve(dump.relativize(file).toString());
        Files.copy(file, target);
        assertThat(target.toFile().setWritable(true)).isTrue();
      }
    }
    return copy;
  }

  private static void edit(Path file, Consumer<JsonNode> change) throws IOException {
    JsonNode tree = JSON.readTree(file.toFile());
    change.accept(tree);
    JSON.writeValue(file.toFile(), tree);
  }

  private static JsonNode find(JsonNode list, String key) {
    return StreamSupport.stream(list.spliterator(), false)
        .filter(one -> one.path(key).isObject())
        .findFirst()
        .orElseThrow();
  }

  private static Path anyFile(Path folder) {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Changes the lowest bit of a byte. */
  private static void flip(Path file, int position) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[position] ^= 1;
    Files.write(file, bytes);
  }
}
