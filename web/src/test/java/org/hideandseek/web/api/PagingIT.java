package org.hideandseek.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.hideandseek.web.InMemoryPlatform;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PagingIT {
  private static final String SUBMISSIONS = "/api/v1/challenges/mayo-liver/submissions";
  private static final String MATCHES = "/api/v1/challenges/mayo-liver/matches";

  private final TestSite site = new TestSite();

  @AfterEach
  void stop() {
    site.close();
  }

  @ParameterizedTest
  @CsvSource({
    SUBMISSIONS + ", submissions, id, 1",
    SUBMISSIONS + ", submissions, id, 3",
    MATCHES + ", matches, run, 7",
    MATCHES + ", matches, run, 120",
    "/api/v1/submissions/3/runs, runs, id, 2"
  })
  void thePartsAreTheWholeInOrder(String path, String list, String number, int limit)
      throws IOException {
    List<Long> whole = numbers(json(path + "?limit=1000"), list, number);
    assertThat(whole).isNotEmpty().isSorted().doesNotHaveDuplicates();
    List<Long> parts = new ArrayList<>();
    String next = path + "?limit=" + limit;
    while (next != null) {
      HttpResponse<String> answer = site.get(next);
      JsonNode part = new ObjectMapper().readTree(answer.body());
      List<Long> numbers = numbers(part, list, number);
      assertThat(numbers).hasSizeBetween(1, limit);
      parts.addAll(numbers);
      next = part.get("next").isNull() ? null : part.get("next").asText();
      if (next == null) {
        assertThat(answer.headers().firstValue("link")).isEmpty();
      } else {
        assertThat(answer.headers().firstValue("link")).hasValue("<" + next + ">; rel=\"next\"");
      }
    }
    assertThat(parts).isEqualTo(whole);
  }

  @Test
  void whatIsAddedMeanwhileComesAtTheEnd() throws IOException {
    List<Long> before = numbers(json(SUBMISSIONS + "?limit=1000"), "submissions", "id");
    JsonNode first = json(SUBMISSIONS + "?limit=5");
    long added = enter("late");
    JsonNode rest = json(first.get("next").asText().replace("limit=5", "limit=1000"));
    List<Long> seen = new ArrayList<>(numbers(first, "submissions", "id"));
    seen.addAll(numbers(rest, "submissions", "id"));
    List<Long> expected = new ArrayList<>(before);
    assertThat(added).isGreaterThan(before.get(before.size() - 1));
    expected.add(added);
    assertThat(seen).isEqualTo(expected);
  }

  @Test
  void filtersStayInTheNextAddress() throws IOException {
    JsonNode first = json(MATCHES + "?hider=timevae&limit=2");
    assertThat(first.get("next").asText()).contains("hider=timevae");
    for (JsonNode match : json(first.get("next").asText()).get("matches")) {
      assertThat(match.get("hider").asText()).isEqualTo("timevae");
    }
  }

  @Test
  void hostileFiltersDoNotBreakTheHeader() {
    HttpResponse<String> answer =
        site.send(
            HttpRequest.newBuilder(
                    URI.create(
                        site.uri("/api/v1/challenges/icu-nutrition/matches")
                            + "?limit=1&seeker=%3DHYPERLINK(%22http%3A%2F%2Fexample.org%22%3B%22x%22)"))
                .build());
    assertThat(answer.headers().firstValue("link").orElseThrow())
        .matches("</api/v1/[A-Za-z0-9/?&=%._-]+>; rel=\"next\"");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=0",
        "limit=1001",
        "limit=-1",
        "limit=x",
        "limit=",
        "after=x",
        "after=%00",
        "after=YWZ0ZXIgLTE",
        "after="
      })
  void whatCanNotBeIsRefusedWithASentence(String query) throws IOException {
    for (String path : List.of(SUBMISSIONS, MATCHES, "/api/v1/submissions/3/runs")) {
      HttpResponse<String> answer = site.get(path + "?" + query);
      assertThat(answer.statusCode()).as(path).isEqualTo(400);
      assertThat(new ObjectMapper().readTree(answer.body()).get("detail").asText())
          .startsWith("The parameter " + query.substring(0, query.indexOf('=')) + " is ");
    }
  }

  @Test
  void withoutAskingForAPartAllMatchesComeAsBefore() throws IOException {
    JsonNode all = json(MATCHES);
    assertThat(all.get("matches")).hasSize(120);
    assertThat(all.has("next")).isFalse();
  }

  private long enter(String name) throws IOException {
    HttpResponse<String> answer =
        site.send(
            HttpRequest.newBuilder(site.uri(SUBMISSIONS + "?role=hider&name=" + name))
                .header("Authorization", "Bearer " + InMemoryPlatform.TOKEN)
                .header("Content-Type", "application/zip")
                .POST(BodyPublishers.ofString("PK"))
                .build());
    return new ObjectMapper().readTree(answer.body()).get("id").asLong();
  }

  private JsonNode json(String path) throws IOException {
    HttpResponse<String> answer = site.get(path);
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return new ObjectMapper().readTree(answer.body());
  }

  private static List<Long> numbers(JsonNode answer, String list, String number) {
    List<Long> numbers = new ArrayList<>();
    answer.get(list).forEach(entry -> numbers.add(entry.get(number).asLong()));
    return numbers;
  }
}
