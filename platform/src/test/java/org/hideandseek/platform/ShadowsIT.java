package org.hideandseek.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.hideandseek.platform.PlayedCompetition.CHALLENGE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.audience.SubmissionDetails;
import org.hideandseek.platform.dump.DumpVerifier;
import org.hideandseek.platform.dump.Verification;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.platform.run.RunKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A competition whose seekers know shadows, from the first run to its dump. */
final class ShadowsIT {
  private static final String KNOWLEDGE = "knowledge: [reference, shadows]\nshadows: 3\n";

  @TempDir private Path folder;

  @Test
  void shadowsCostTheirHiderAreShownAndAreVerified() throws IOException {
    Path dump = folder.resolve("dump");
    long hider;
    SubmissionDetails shown;
    SubmissionDetails seeker;
    try (PlayedCompetition competition = new PlayedCompetition(folder, KNOWLEDGE)) {
      hider = competition.enter(PlayerRole.HIDER, "acheron", 1).value();
      competition.enter(PlayerRole.HIDER, "styx", 2);
      long argus = competition.enter(PlayerRole.SEEKER, "argus", 11).value();
      competition.play();
      PlatformFolder platform = competition.platform();
      shown = platform.visitors().submission(hider);
      seeker = platform.visitors().submission(argus);
      platform.hosting().close(CHALLENGE);
      platform.hosting().dump(CHALLENGE, dump);
    }
    assertThat(shown.runs())
        .filteredOn(run -> run.kind() == RunKind.SHADOW)
        .extracting(run -> run.split().getAsInt())
        .containsExactly(1, 2, 3);
    assertThat(shown.cost()).contains(Duration.ofMillis(5 * 1234));
    assertThat(seeker.cost()).isEmpty();

    Verification verification = verify(dump);
    assertThat(verification.differences()).isEmpty();
    assertThat(verification.checks())
        .extracting(Verification.Check::what, Verification.Check::checked)
        .contains(tuple("shadows", 6), tuple("runs that had to be played", 3 + 4 + 6 + 4));

    Path shadow = shadows(dump).get(0);
    Files.delete(shadow.resolve("values.npy"));
    assertThat(verify(dump).differences())
        .containsExactly(
            "In the dump, shadows/" + shadow.getFileName() + "/values.npy is missing.");
    Folders.delete(shadow);
    Files.createDirectory(shadow);
    for (String file : List.of("values.npy", "times.npy", "lengths.npy", "statics.npy")) {
      Files.copy(dump.resolve("patients/public").resolve(file), shadow.resolve(file));
    }
    assertThat(verify(dump).differences())
        .singleElement()
        .asString()
        .startsWith("Shadow 1 of run " + shadow.getFileName() + ": ");
  }

  @Test
  void aMatchWithoutAllShadowsOfItsHiderFollowsFromNoSubmission() throws IOException {
    Path dump = folder.resolve("dump");
    try (PlayedCompetition competition = new PlayedCompetition(folder, KNOWLEDGE)) {
      competition.enter(PlayerRole.HIDER, "acheron", 1);
      competition.enter(PlayerRole.SEEKER, "argus", 11);
      competition.play();
      competition.platform().hosting().close(CHALLENGE);
      competition.platform().hosting().dump(CHALLENGE, dump);
    }
    Path runs = dump.resolve("runs.json");
    String json = Files.readString(runs);
    Files.writeString(runs, json.replaceFirst("(\"kind\" : \"SHADOW\",\\s*\"split\" : )3", "$14"));
    assertThat(verify(dump).differences())
        .anyMatch(difference -> difference.equals("The shadow 3 of hider acheron is missing."))
        .anyMatch(difference -> difference.contains("the match on split 1 of seeker argus"))
        .anyMatch(difference -> difference.contains("the shadow 4 of hider acheron, follows"));
  }

  private static List<Path> shadows(Path dump) throws IOException {
    try (var folders = Files.list(dump.resolve("shadows"))) {
      return folders.sorted().toList();
    }
  }

  private static Verification verify(Path dump) throws IOException {
    return new DumpVerifier(PlayedCompetition.DOCUMENTS, line -> {})
        .verify(dump, new DumpVerifier.Witness(Optional.empty(), Optional.empty()));
  }
}
