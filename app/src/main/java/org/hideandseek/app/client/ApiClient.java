package org.hideandseek.app.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.hideandseek.app.CommandException;
import org.hideandseek.challenges.contract.PlayerRole;

/** Calls the API of one platform with one token. */
public final class ApiClient {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final String address;
  private final String token;

  /**
   * A client.
   *
   * @param address such as {@code http://localhost:8080}
   */
  public ApiClient(String address, String token) {
    this.address = address;
    this.token = token;
  }

  /**
   * Enters an image that this machine's engine holds.
   *
   * @return the new submission's id
   * @throws CommandException with the platform's sentence, if it refuses
   */
  public long submit(String challenge, PlayerRole role, String name, String image)
      throws IOException {
    Process save =
        new ProcessBuilder("docker", "save", image)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try (InputStream archive = save.getInputStream()) {
      String path =
          "/api/v1/challenges/"
              + challenge
              + "/submissions?role="
              + role.word()
              + "&name="
              + encode(name);
      return send(
              path, "application/x-tar", HttpRequest.BodyPublishers.ofInputStream(() -> archive))
          .path("id")
          .asLong();
    } finally {
      save.destroy();
    }
  }

  /**
   * Posts a JSON document.
   *
   * @throws CommandException with the platform's sentence, if it refuses
   */
  public JsonNode post(String path, JsonNode document) throws IOException {
    return send(path, "application/json", HttpRequest.BodyPublishers.ofString(document.toString()));
  }

  /** A part of an address. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private JsonNode send(String path, String type, HttpRequest.BodyPublisher body)
      throws IOException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", type)
            .POST(body)
            .build();
    HttpResponse<String> answer;
    try {
      answer = http.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (ConnectException e) {
      throw new CommandException(
          "No platform answers at " + address + "; start it with ./hideandseek serve.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandException("The request was interrupted.");
    }
    if (answer.statusCode() >= 400) {
      throw new CommandException(sentence(answer.body()));
    }
    return JSON.readTree(answer.body());
  }

  private static String sentence(String body) {
    try {
      return JSON.readTree(body).path("detail").asText(body);
    } catch (JsonProcessingException e) {
      return body;
    }
  }
}
