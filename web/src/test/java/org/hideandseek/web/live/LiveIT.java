package org.hideandseek.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.hideandseek.platform.audience.Progress;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveIT {
  private static final String EVENTS = "/api/v1/challenges/mayo-liver/events";
  private TestSite site;

  @BeforeEach
  void start() {
    site = new TestSite(3, Optional.empty());
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void client_getsTheStateAndThenEveryChange() throws IOException {
    try (Client client = new Client()) {
      assertThat(client.line("event: state")).isNotEmpty();
      assertThat(client.line("data: ")).contains("\"finished\":133", "\"Preliminary\"");
      await().until(() -> site.platform().listeners() == 1);
      site.platform().change("mayo-pbc", "Elsewhere.", new Progress(1, 0, 0, 0));
      site.platform().change("mayo-liver", "A \"match\"\nended.", new Progress(40, 2, 134, 97));
      assertThat(client.line("event: changed")).isNotEmpty();
      assertThat(client.line("data: "))
          .contains("\"sentence\":\"A \\\"match\\\"\\nended.\"", "\"finished\":134");
    }
  }

  @Test
  void headers_areThoseOfAStream() throws IOException {
    try (Client client = new Client()) {
      assertThat(client.line("Content-Type:")).contains("text/event-stream");
      assertThat(client.line("event: state")).isNotEmpty();
    }
  }

  @Test
  void clientThatLeaves_isForgotten() throws IOException {
    try (Client client = new Client()) {
      client.line("event: state");
      await().until(() -> site.platform().listeners() == 1);
    }
    await().atMost(Duration.ofSeconds(10)).until(() -> site.platform().listeners() == 0);
  }

  @Test
  void silentConnection_isKeptOpen() throws IOException {
    try (Client client = new Client()) {
      client.line("event: state");
      assertThat(client.line(": ")).isEqualTo(": still here");
      assertThat(client.line(": ")).isEqualTo(": still here");
    }
  }

  @Test
  void clientsOverTheLimit_areToldSo() throws IOException {
    try (Client first = new Client();
        Client second = new Client();
        Client third = new Client()) {
      first.line("event: state");
      second.line("event: state");
      third.line("event: state");
      HttpResponse<String> fourth = site.get(EVENTS);
      assertThat(fourth.statusCode()).isEqualTo(503);
      assertThat(fourth.body()).contains("Too many clients");
    }
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> {
              try (Client again = new Client()) {
                assertThat(again.line("HTTP/1.1")).contains("200");
              }
            });
  }

  @Test
  void slowClient_delaysNobodyAndMissesEvents() throws IOException {
    try (Client slow = new Client();
        Client quick = new Client()) {
      slow.line("event: state");
      quick.line("event: state");
      await().until(() -> site.platform().listeners() == 2);
      String sentence = "x".repeat(2_000);
      long start = System.nanoTime();
      for (int i = 1; i <= 20_000; i++) {
        site.platform().change("mayo-liver", sentence, new Progress(0, 0, i, 0));
      }
      site.platform().change("mayo-liver", "The last.", new Progress(0, 0, 20_001, 0));
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
      assertThat(quick.line("data: {\"sentence\":\"The last.\"")).contains("20001");
      int received = 1;
      while (!slow.line("data: ").contains("The last.")) {
        received++;
      }
      assertThat(received).isLessThan(20_000);
    }
  }

  @Test
  void closing_endsTheConnections() throws IOException {
    try (Client client = new Client()) {
      client.line("event: state");
      site.close();
      assertThat(client.rest()).doesNotContain("event:");
    }
    assertThat(site.platform().listeners()).isZero();
  }

  private final class Client implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader reader;

    Client() throws IOException {
      socket = new Socket(InetAddress.getLoopbackAddress(), site.port());
      socket.setSoTimeout(10_000);
      String request = "GET " + EVENTS + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    /** Reads on to a line that begins so. */
    String line(String start) throws IOException {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        if (line.startsWith(start)) {
          return line;
        }
      }
      throw new IOException("The stream ended before a line that begins with " + start);
    }

    String rest() throws IOException {
      StringBuilder rest = new StringBuilder();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        rest.append(line).append('\n');
      }
      return rest.toString();
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}
