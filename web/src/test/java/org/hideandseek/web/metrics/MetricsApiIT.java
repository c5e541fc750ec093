package org.hideandseek.web.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.hideandseek.web.InMemoryPlatform;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MetricsApiIT {
  private final TestSite site = new TestSite();

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void nobodyButTheOperatorReadsThem() {
    HttpResponse<String> none = site.get("/metrics");
    assertThat(none.statusCode()).isEqualTo(401);
    assertThat(none.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(scrape(InMemoryPlatform.TOKEN).statusCode()).isEqualTo(401);
  }

  @Test
  void queueAndRunsAreInPrometheusText() {
    HttpResponse<String> answer = scrape(InMemoryPlatform.OPERATOR_TOKEN);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    assertThat(answer.body().lines())
        .contains(
            "# TYPE hideandseek_queue_length gauge",
            "hideandseek_queue_length{kind=\"check\"} 0.0",
            "hideandseek_queue_length{kind=\"match\"} 41.0",
            "hideandseek_queue_oldest_age_seconds{kind=\"match\"} 90.5",
            "hideandseek_runs{kind=\"match\",state=\"timed-out\"} 3.0",
            "# TYPE hideandseek_run_seconds histogram",
            "hideandseek_run_seconds_bucket{kind=\"match\",le=\"1.0\"} 2",
            "hideandseek_run_seconds_bucket{kind=\"match\",le=\"5.0\"} 2",
            "hideandseek_run_seconds_bucket{kind=\"match\",le=\"10.0\"} 3",
            "hideandseek_run_seconds_bucket{kind=\"match\",le=\"+Inf\"} 3",
            "hideandseek_run_seconds_count{kind=\"match\"} 3",
            "hideandseek_run_seconds_sum{kind=\"match\"} 9.5",
            "hideandseek_queue_seconds_sum{kind=\"match\"} 8.25",
            "hideandseek_live_clients 0.0")
        .anyMatch(line -> line.matches("jvm_memory_used_bytes\\{area=\"heap\"} [1-9].*"));
  }

  @Test
  void requestsAreCountedByRouteAndNotByAddress() {
    site.get("/api/v1/submissions/3");
    site.get("/api/v1/submissions/4");
    site.get("/api/v1/submissions/77777");
    site.get("/invitations/a-secret");
    site.send(
        HttpRequest.newBuilder(site.uri("/about")).method("FOO", BodyPublishers.noBody()).build());
    String route = "hideandseek_http_request_seconds_count{method=\"GET\",route=\"";
    // The last byte of an answer may be read before its request is counted.
    await()
        .untilAsserted(
            () -> {
              String metrics = scrape(InMemoryPlatform.OPERATOR_TOKEN).body();
              assertThat(metrics.lines())
                  .contains(
                      route + "/api/v1/submissions/{id}\",status=\"200\"} 2",
                      route + "/api/v1/submissions/{id}\",status=\"404\"} 1",
                      route + "(none)\",status=\"404\"} 1",
                      "hideandseek_http_request_seconds_count{method=\"other\",route=\"(none)\",status=\"405\"} 1");
              assertThat(metrics).doesNotContain("77777", "a-secret", "FOO");
            });
  }

  private HttpResponse<String> scrape(String token) {
    return site.send(
        HttpRequest.newBuilder(site.uri("/metrics"))
            .header("Authorization", "Bearer " + token)
            .build());
  }
}
