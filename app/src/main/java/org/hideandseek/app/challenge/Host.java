package org.hideandseek.app.challenge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.hideandseek.app.client.ApiClient;
import org.hideandseek.app.client.OperatorClient;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.platform.NodeFolder;
import org.hideandseek.platform.PlatformFolder;
import org.hideandseek.platform.closing.Closing;
import org.hideandseek.web.board.PublishedBoards;

/** The challenges of a platform, whether it runs or not. */
interface Host extends AutoCloseable {

  /** How far the end of a challenge is: whether it is revealed, and how many runs are to come. */
  record Ending(boolean revealed, int runsLeft) {}

  /**
   * Opens a challenge.
   *
   * @return the root of its commitments; empty if it was opened before there were any
   */
  Optional<String> open(String nameOrFolder) throws IOException;

  Ending close(String challenge) throws IOException;

  void dump(String challenge, Path folder) throws IOException;

  /** Whether runs go on meanwhile. */
  boolean plays();

  @Override
  void close() throws IOException;

  /** The platform on a data folder: by its API if it runs, otherwise the folder itself. */
  static Host of(PlatformOptions options) throws IOException {
    Path data = options.data();
    return NodeFolder.isInUse(data)
        ? new Running(OperatorClient.of(data))
        : new Resting(
            PlatformFolder.open(
                options.config(), new PublishedBoards(), Clock.systemUTC(), new SecureRandom()));
  }

  /** A platform that runs. */
  record Running(ApiClient client) implements Host {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Override
    public Optional<String> open(String nameOrFolder) throws IOException {
      String bundle =
          Bundle.builtIn().contains(nameOrFolder)
              ? nameOrFolder
              : Path.of(nameOrFolder).toAbsolutePath().normalize().toString();
      JsonNode opened =
          client.post("/api/v1/challenges", JSON.createObjectNode().put("bundle", bundle));
      return Optional.ofNullable(opened.path("root").textValue());
    }

    @Override
    public Ending close(String challenge) throws IOException {
      JsonNode answer = client.post(path(challenge, "close"), JSON.createObjectNode());
      return new Ending(
          !answer.path("revealed_at").isNull(),
          answer.at("/progress/queued").asInt() + answer.at("/progress/running").asInt());
    }

    @Override
    public void dump(String challenge, Path folder) throws IOException {
      client.post(
          path(challenge, "dump"),
          JSON.createObjectNode().put("folder", folder.toAbsolutePath().normalize().toString()));
    }

    private static String path(String challenge, String verb) {
      return "/api/v1/challenges/" + ApiClient.encode(challenge) + "/" + verb;
    }

    @Override
    public boolean plays() {
      return true;
    }

    @Override
    public void close() {}
  }

  /** A platform that does not run. */
  record Resting(PlatformFolder folder) implements Host {

    @Override
    public Optional<String> open(String nameOrFolder) {
      return folder.hosting().open(nameOrFolder).root();
    }

    @Override
    public Ending close(String challenge) {
      Closing closing = folder.hosting().close(challenge);
      return new Ending(
          closing.revealedAt().isPresent(),
          closing.progress().queued() + closing.progress().running());
    }

    @Override
    public void dump(String challenge, Path target) {
      folder.hosting().dump(challenge, target);
    }

    @Override
    public boolean plays() {
      return false;
    }

    @Override
    public void close() throws IOException {
      folder.close();
    }
  }
}
