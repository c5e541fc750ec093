package org.hideandseek.app.participant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.hideandseek.app.CommandException;

/**
 * Calls the API of a platform. Certificates are checked, and no redirection is followed: a token
 * goes where its owner sent it and nowhere else.
 */
final class Remote {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration CONNECT = Duration.ofSeconds(15);
  private static final Duration ANSWER = Duration.ofSeconds(60);
  private static final int LONGEST_ERROR = 100_000;

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Access access;

  Remote(Access access) {
    this.access = access;
  }

  String server() {
    return access.server();
  }

  /**
   * A document.
   *
   * @param path such as {@code /api/v1/challenges}
   * @throws CommandException with the platform's sentence, if it refuses, or why it can't be asked
   */
  JsonNode get(String path) {
    return json(send(request(path).timeout(ANSWER).build(), BodyHandlers.ofInputStream()));
  }

  /** Posts without a body; see {@link #get}. */
  JsonNode post(String path) {
    return json(
        send(
            request(path).timeout(ANSWER).POST(BodyPublishers.noBody()).build(),
            BodyHandlers.ofInputStream()));
  }

  /**
   * A request to this platform, by its user.
   *
   * @param path of the platform, or a whole address that it gave
   */
  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(own(path))).header("Accept", "application/json, */*");
    access.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
    return request;
  }

  /** What the platform gives as an address stays on the platform, token and all. */
  private String own(String path) {
    if (path.startsWith("/")) {
      return access.server() + path;
    }
    if (path.startsWith(access.server() + "/")) {
      return path;
    }
    throw new CommandException(
        ExitCodes.REFUSED, "The platform names the address " + path + ", which is not its own.");
  }

  /** Sends; a failure of the connection is told. */
  <T> HttpResponse<T> send(HttpRequest request, BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (SSLException e) {
      throw new CommandException(
          ExitCodes.NOT_NOW,
          "The certificate of "
              + access.server()
              + " can't be trusted, so nothing was sent: "
              + e.getMessage());
    } catch (IOException e) {
      throw new CommandException(
          ExitCodes.NOT_NOW,
          "No platform answers at "
              + access.server()
              + "; look at the address, or try again later.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCodes.NOT_NOW, "The command was interrupted.");
    }
  }

  /** Sends; a failure of the connection is thrown, since it will be tried again. */
  <T> HttpResponse<T> sendOnce(HttpRequest request, BodyHandler<T> handler) throws IOException {
    try {
      return http.send(request, handler);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException(ExitCodes.NOT_NOW, "The command was interrupted.");
    }
  }

  /** The document of an answer. */
  static JsonNode json(HttpResponse<InputStream> answer) {
    requireGood(answer);
    try (InputStream body = answer.body()) {
      return JSON.readTree(body);
    } catch (JsonProcessingException e) {
      throw new CommandException(
          ExitCodes.REFUSED,
          "What answers at " + answer.uri().resolve("/") + " is no platform of Hide-and-Seek.");
    } catch (IOException e) {
      throw new CommandException(
          ExitCodes.NOT_NOW, "The connection broke before the answer was whole; try again.");
    }
  }

  /**
   * Whether something was done.
   *
   * @throws CommandException with the platform's sentence, if not
   */
  static void requireGood(HttpResponse<InputStream> answer) {
    int status = answer.statusCode();
    if (status >= 200 && status < 300) {
      return;
    }
    if (status >= 300 && status < 400) {
      throw new CommandException(
          ExitCodes.REFUSED,
          "The platform sends to "
              + answer.headers().firstValue("Location").orElse("another address")
              + "; log in with that address.");
    }
    throw new CommandException(ExitCodes.of(status), sentence(answer));
  }

  private static String sentence(HttpResponse<InputStream> answer) {
    String without = "The platform answered with status " + answer.statusCode() + ".";
    try (InputStream body = answer.body()) {
      String text = new String(body.readNBytes(LONGEST_ERROR), StandardCharsets.UTF_8);
      return Terminal.safe(JSON.readTree(text).path("detail").asText(without));
    } catch (IOException e) {
      return without;
    }
  }
}
