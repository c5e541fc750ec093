package org.hideandseek.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.http.HttpResponse;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HealthIT {
  private final TestSite site = new TestSite();

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void aNodeWhereAllWorksIsReady() throws IOException {
    HttpResponse<String> answer = site.get("/health/ready");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(new ObjectMapper().readTree(answer.body()))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    "{\"status\":\"ready\",\"checks\":{\"database\":\"works\",\"disk\":\"works\",\"engine\":\"works\"}}"));
    assertThat(answer.headers().firstValue("cache-control")).hasValue("no-store");
  }

  @Test
  void whatFailsIsNamedAndTheProcessLivesOn() throws IOException {
    site.platform().breakDown();
    HttpResponse<String> answer = site.get("/health/ready");
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/problem+json");
    JsonNode problem = new ObjectMapper().readTree(answer.body());
    assertThat(problem.get("detail").asText())
        .isEqualTo("This node can't work; what fails: database, engine.");
    assertThat(problem.get("checks").get("disk").asText()).isEqualTo("works");
    assertThat(problem.get("checks").get("engine").asText()).isEqualTo("fails");
    assertThat(site.get("/health/live").statusCode()).isEqualTo(200);
  }
}
