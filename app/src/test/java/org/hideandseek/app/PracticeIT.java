package org.hideandseek.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.database.DatabaseConfig;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.hideandseek.platform.team.Team;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The public patients of a challenge, as somebody downloads them to practise on. */
final class PracticeIT {
  private static final String FILE = "/api/v1" + SmallSite.HOME + "/practice";
  private static final String DAY = "2027-01-10T00:00:00Z";

  @TempDir private Path folder;

  @Test
  void theDownloadIsABundleOfThePublicPatientsAlone() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    try (SmallSite site =
        new SmallSite(
            folder,
            DatabaseConfig::inFolder,
            "public_patients: everybody\nlicence: LGPL\nquotas: {hider: {total: 3}}\n",
            DAY)) {
      HttpResponse<byte[]> answer = download(site, "");
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.headers().firstValue("Content-Disposition"))
          .contains("attachment; filename=\"small-pbc-practice.zip\"");
      assertThat(unpack(answer.body(), home))
          .containsExactly(
              "small-pbc/challenge.yaml",
              "small-pbc/overview.md",
              "small-pbc/README.md",
              "small-pbc/patients/schema.json",
              "small-pbc/patients/values.npy",
              "small-pbc/patients/times.npy",
              "small-pbc/patients/lengths.npy",
              "small-pbc/patients/statics.npy");
      Path published = folder.resolve("data/challenges/small-pbc/public");
      for (String file : CohortFiles.ALL) {
        assertThat(home.resolve("small-pbc/patients").resolve(file))
            .hasSameBinaryContentAs(published.resolve(file));
      }
      HttpResponse<byte[]> part = download(site, "bytes=10-19");
      assertThat(part.statusCode()).isEqualTo(206);
      assertThat(part.body()).isEqualTo(Arrays.copyOfRange(answer.body(), 10, 20));
      assertThat(site.get(SmallSite.HOME).body())
          .contains("href=\"" + FILE + "\"", "--challenge ./small-pbc");
    }

    Bundle bundle = Bundle.find(home.resolve("small-pbc").toString());
    assertThat(bundle.challenge().splits().sizes().candidates()).isEqualTo(60);
    assertThat(bundle.challenge().licence()).contains("LGPL");
    assertThat(bundle.challenge().quotas().hider().total()).as("of the competition").isEmpty();
    int patients = bundle.patients().load().size();
    assertThat(patients).isEqualTo(156);
    assertThat(IntStream.of(bundle.challenge().shares(patients).published()).sorted())
        .containsExactlyElementsOf(IntStream.range(0, patients).boxed().toList());
    assertCanNotBeOpened(home.resolve("small-pbc"));
  }

  @Test
  void whatIsNotGivenAwayIsNot() throws Exception {
    try (SmallSite site = new SmallSite(folder, DatabaseConfig::inFolder, "", DAY)) {
      HttpResponse<String> answer = site.get(FILE);
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).contains("gives its public patients to nobody by this site");
      assertThat(site.get(SmallSite.HOME).body()).doesNotContain(FILE);
    }
  }

  @Test
  void whatIsForTeamsIsNotForWhoHasStillToConfirmTheirAddress() throws Exception {
    try (SmallSite site =
        new SmallSite(folder, DatabaseConfig::inFolder, "public_patients: teams\n", DAY)) {
      Participants participants = site.platform().participants();
      Entrant team =
          participants.byToken(site.platform().teams().create("Lethe", false), Scope.READ);
      assertThat(participants.view(team).practice("small-pbc").bytes()).isPositive();
      Entrant unconfirmed =
          new Entrant() {
            @Override
            public Optional<Team> in(String challenge) {
              return team.in(challenge);
            }

            @Override
            public void requireMayEnter() {
              throw new ProblemException(Problem.FORBIDDEN, "Confirm your e-mail address first.");
            }
          };
      assertThatThrownBy(() -> participants.view(unconfirmed).practice("small-pbc"))
          .hasMessageContaining("Confirm your e-mail address");
    }
  }

  private void assertCanNotBeOpened(Path bundle) throws Exception {
    Path definition = bundle.resolve("challenge.yaml");
    Files.writeString(
        definition, Files.readString(definition).replace("\"small-pbc\"", "\"another\""));
    try (SmallSite site =
        new SmallSite(folder.resolve("other"), DatabaseConfig::inFolder, "", DAY)) {
      assertThatThrownBy(() -> site.platform().hosting().open(bundle.toString()))
          .isInstanceOf(ProblemException.class)
          .hasMessageContaining("private patients for each split but has 0");
    }
  }

  private static HttpResponse<byte[]> download(SmallSite site, String range) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(site.uri(FILE));
    if (!range.isEmpty()) {
      request.header("Range", range);
    }
    return site.client().send(request.build(), BodyHandlers.ofByteArray());
  }

  private static List<String> unpack(byte[] zip, Path target) throws IOException {
    List<String> names = new ArrayList<>();
    try (InputStream bytes = new ByteArrayInputStream(zip);
        ZipInputStream entries = new ZipInputStream(bytes)) {
      for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
        names.add(entry.getName());
        Path file = target.resolve(entry.getName());
        Files.createDirectories(file.getParent());
        Files.copy(entries, file);
      }
    }
    return names;
  }
}
