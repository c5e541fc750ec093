package org.hideandseek.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.hideandseek.web.InMemoryPlatform;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers with a million matches, which nobody may hold as a whole. */
final class LongAnswersIT {
  private static final int MATCHES = 1_000_000;
  private static final String CSV = "/challenges/mayo-liver/matches.csv";
  private static final String JSON = "/api/v1/challenges/mayo-liver/matches";
  private static final long MOST_EXTRA = 16L << 20;

  private final HttpClient client = HttpClient.newHttpClient();
  private TestSite site;

  @BeforeEach
  void start() {
    site = new TestSite();
    site.platform().play("mayo-liver", MATCHES);
  }

  @AfterEach
  void stop() {
    site.close();
  }

  private HttpResponse<InputStream> ask(String path, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(site.uri(path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return client.send(request.build(), BodyHandlers.ofInputStream());
  }

  private static String header(HttpResponse<?> response, String name) {
    return response.headers().firstValue(name).orElse("");
  }

  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  @Test
  void aMillionMatchesTakeNoMoreMemoryThanAFew() throws Exception {
    for (String path : List.of(CSV, JSON)) {
      long before = liveHeap();
      long most = 0;
      long bytes = 0;
      try (InputStream in = ask(path).body()) {
        byte[] chunk = new byte[1 << 16];
        long next = 10L << 20;
        for (int count; (count = in.read(chunk)) >= 0; ) {
          bytes += count;
          if (bytes > next) {
            most = Math.max(most, liveHeap() - before);
            next += 40L << 20;
          }
        }
      }
      System.out.printf(
          "%s: %d MiB, at most %d KiB more live heap%n", path, bytes >> 20, most >> 10);
      assertThat(bytes).as(path).isGreaterThan(60L << 20);
      assertThat(most).as(path).isPositive().isLessThan(MOST_EXTRA);
    }
  }

  @Test
  void aLongTableIsWholeAndHasItsTagZippedAndPlain() throws Exception {
    HttpResponse<InputStream> zipped = ask(CSV, "Accept-Encoding", "gzip");
    assertThat(header(zipped, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(zipped, "Vary")).contains("Accept-Encoding");
    String tag = header(zipped, "ETag");
    assertThat(tag).matches("W/\"[A-Za-z0-9_-]{22}\"");
    try (BufferedReader lines =
        new BufferedReader(new InputStreamReader(new GZIPInputStream(zipped.body()), UTF_8))) {
      assertThat(lines.readLine()).startsWith("run,hider,seeker,split");
      assertThat(lines.lines().reduce((before, line) -> line))
          .contains(
              "1999999,hider,seeker,1000000,succeeded,,true,0.5,0.25,0.75,0.001,0.01,0.1,0.5,0.5");
    }

    HttpResponse<InputStream> again = ask(CSV, "If-None-Match", tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body().readAllBytes()).isEmpty();
    site.platform().play("mayo-liver", MATCHES - 1);
    try (InputStream other = ask(CSV, "If-None-Match", tag).body()) {
      assertThat(other.read()).isPositive();
    }
  }

  @Test
  void nothingIsWrittenForAClientThatHasGone() throws Exception {
    HttpResponse<InputStream> begun = ask(CSV);
    assertThat(begun.body().readNBytes(1 << 20)).hasSize(1 << 20);
    assertThat(requestsOver()).isFalse();

    begun.body().close();

    await().until(this::requestsOver);
  }

  private boolean requestsOver() throws IOException, InterruptedException {
    String operator = "Bearer " + InMemoryPlatform.OPERATOR_TOKEN;
    try (InputStream metrics = ask("/metrics", "Authorization", operator).body()) {
      return new String(metrics.readAllBytes(), UTF_8).contains("{name}/matches.csv");
    }
  }
}
