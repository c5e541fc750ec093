package org.hideandseek.web.submission;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.web.InMemoryPlatform;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A team takes home what is its own, and reads its scores. */
final class DownloadIT {
  /** A hider of team Charon. */
  private static final String OWN = "/api/v1/submissions/9";

  private static final String DIGEST = Tokens.hash(InMemoryPlatform.ARCHIVE);

  private final TestSite site = new TestSite();

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void aTeamGetsItsArchiveWithItsChecksum() {
    HttpResponse<String> answer = get(OWN + "/upload", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(InMemoryPlatform.ARCHIVE);
    assertThat(header(answer, "content-disposition"))
        .isEqualTo("attachment; filename=\"submission-9.tar\"");
    assertThat(header(answer, "content-length"))
        .isEqualTo(Integer.toString(InMemoryPlatform.ARCHIVE.length()));
    assertThat(header(answer, "etag")).isEqualTo('"' + DIGEST + '"');
    String base64 = Base64.getEncoder().encodeToString(HexFormat.of().parseHex(DIGEST));
    assertThat(header(answer, "repr-digest")).isEqualTo("sha-256=:" + base64 + ":");
    assertThat(header(answer, "cache-control")).contains("no-store");
    assertThat(header(answer, "x-content-type-options")).isEqualTo("nosniff");
    HttpResponse<String> head =
        site.send(
            HttpRequest.newBuilder(site.uri(OWN + "/upload"))
                .header("Authorization", "Bearer " + InMemoryPlatform.TOKEN)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build());
    assertThat(header(head, "content-length")).isEqualTo(header(answer, "content-length"));
    assertThat(head.body()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bytes=0-3 | 206 | what | bytes 0-3/26",
        "bytes=22- | 206 | byte | bytes 22-25/26",
        "bytes=-4 | 206 | byte | bytes 22-25/26",
        "bytes=24-99 | 206 | te | bytes 24-25/26",
        "bytes=26- | 416 | '' | bytes */26",
        "bytes=-0 | 416 | '' | bytes */26",
        "bytes=3-1 | 416 | '' | bytes */26",
        "bytes=0-1,3-4 | 200 | what was sent, to the byte | ''",
        "lines=1-2 | 200 | what was sent, to the byte | ''",
      })
  void aPartIsGivenWhereOneIsAskedFor(String range, int status, String body, String part) {
    HttpResponse<String> answer = get(OWN + "/upload", range);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).isEqualTo(body);
    assertThat(answer.headers().firstValue("content-range").orElse("")).isEqualTo(part);
  }

  @Test
  void aPartOfAnotherFileIsNeverGiven() {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(site.uri(OWN + "/upload"))
            .header("Authorization", "Bearer " + InMemoryPlatform.TOKEN)
            .header("Range", "bytes=5-");
    HttpResponse<String> other = site.send(request.header("If-Range", "\"00\"").build());
    assertThat(other.statusCode()).isEqualTo(200);
    assertThat(other.body()).isEqualTo(InMemoryPlatform.ARCHIVE);
    HttpResponse<String> same =
        site.send(request.setHeader("If-Range", '"' + DIGEST + '"').build());
    assertThat(same.statusCode()).isEqualTo(206);
  }

  @Test
  void allReleasesOfATeamAreOneFileWhereTheyAreGivenAndARefusalSaysWhyElse() {
    String path = "/api/v1/challenges/mayo-liver/releases";
    HttpResponse<String> all = get(path, "");
    assertThat(all.statusCode()).isEqualTo(200);
    assertThat(header(all, "content-type")).isEqualTo("application/zip");
    assertThat(header(all, "content-disposition"))
        .isEqualTo("attachment; filename=\"mayo-liver-releases.zip\"");
    assertThat(header(all, "cache-control")).contains("no-store");
    assertThat(site.get(path).statusCode()).isEqualTo(401);
    HttpResponse<String> refused = get("/api/v1/challenges/mayo-pbc/releases", "");
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(refused.body()).contains("gives no releases away");
    assertThat(page("/submissions/9")).contains(path);
  }

  @Test
  void othersGetNothing() {
    for (String file : List.of("/upload", "/releases/1")) {
      assertThat(site.get(OWN + file).statusCode()).isEqualTo(401);
      assertThat(get("/api/v1/submissions/1" + file, "").statusCode()).isEqualTo(404);
    }
    assertThat(get(OWN + "/releases/x", "").statusCode()).isEqualTo(404);
    assertThat(get(OWN + "/releases/1", "").statusCode()).isEqualTo(200);
  }

  @Test
  void scoresAreThoseOfTheBoardAndOfThisSubmissionAlone() throws IOException {
    JsonNode scores = new ObjectMapper().readTree(site.get("/api/v1/submissions/3/scores").body());
    assertThat(scores.get("name").asText()).isEqualTo("timevae");
    assertThat(scores.get("hider").get("submission").asLong()).isEqualTo(3);
    assertThat(scores.get("seeker").isNull()).isTrue();
    JsonNode board =
        new ObjectMapper()
            .readTree(site.get("/api/v1/challenges/mayo-liver/matches?hider=timevae").body());
    assertThat(scores.get("matches")).isEqualTo(board.get("matches"));

    HttpResponse<String> csv = site.get("/submissions/3/scores.csv");
    assertThat(header(csv, "content-disposition"))
        .isEqualTo("attachment; filename=\"submission-3-scores.csv\"");
    List<String> lines = csv.body().lines().toList();
    int columns = lines.get(0).split(",", -1).length;
    assertThat(lines).hasSizeGreaterThan(board.get("matches").size());
    assertThat(lines).allMatch(line -> line.split(",", -1).length == columns);
    assertThat(lines)
        .anyMatch(line -> line.startsWith("release,"))
        .anyMatch(l -> l.startsWith("match,"));
  }

  @Test
  void theSubmissionsPageLinksWhatIsThereForItsTeam() {
    String mine = page("/submissions/9");
    assertThat(mine)
        .contains(
            "Take it home", "/api/v1/submissions/9/upload", "/api/v1/submissions/9/releases/1")
        .doesNotContain("/releases/2\"");
    assertThat(site.get("/submissions/9").body())
        .doesNotContain("Take it home", "/api/v1/submissions/9/upload")
        .contains("/submissions/9/scores.csv");
    assertThat(page("/challenges/mayo-liver")).contains("then a team gets its own.");
    assertThat(page("/challenges/mayo-pbc")).contains("They stay on the platform: they are made");
  }

  private String page(String path) {
    return get(path, "").body();
  }

  @Test
  void matchesOfAFilterAreDownloadedWithTheFilter() {
    String page = site.get("/challenges/mayo-liver/matches?hider=timevae").body();
    assertThat(page.replace("&#61;", "="))
        .contains("\"/challenges/mayo-liver/matches.csv?hider=timevae\"")
        .contains("\"/api/v1/challenges/mayo-liver/matches?hider=timevae\"");
    List<String> lines =
        site.get("/challenges/mayo-liver/matches.csv?hider=timevae").body().lines().toList();
    assertThat(lines).hasSize(13);
    assertThat(lines.subList(1, 13)).allMatch(line -> line.contains(",timevae,"));
  }

  private HttpResponse<String> get(String path, String range) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(site.uri(path))
            .header("Authorization", "Bearer " + InMemoryPlatform.TOKEN);
    if (!range.isEmpty()) {
      request.header("Range", range);
    }
    return site.send(request.build());
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElseThrow();
  }
}
