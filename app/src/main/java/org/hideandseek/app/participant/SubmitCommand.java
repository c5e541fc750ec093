package org.hideandseek.app.participant;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.hideandseek.app.CommandException;
import org.hideandseek.app.client.ApiClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sends a player to a challenge. */
@Command(
    name = "submit",
    description = "Send a player to a challenge. Run again, it goes on where a cut upload stopped.",
    mixinStandardHelpOptions = true)
public final class SubmitCommand implements Callable<Integer> {
  private enum Role {
    hider,
    seeker
  }

  @Mixin private AccessOptions options;

  @Parameters(index = "0", paramLabel = "CHALLENGE", description = "Name of the challenge.")
  private String challenge;

  @Parameters(
      index = "1",
      paramLabel = "FILE",
      description = "What 'docker save' wrote, an OCI archive, or a ZIP in the format of 2020.")
  private Path file;

  @Option(names = "--role", required = true, description = "${COMPLETION-CANDIDATES}.")
  private Role role;

  @Option(
      names = "--name",
      required = true,
      description = "What the boards show; unique in challenge and role.")
  private String name;

  @Option(names = "--description", description = "What your team wants to remember of it.")
  private Optional<String> description;

  @Option(
      names = "--sheet",
      paramLabel = "FIELD=VALUE",
      description = "An answer of the challenge's fact sheet; as often as there are questions.")
  private final Map<String, String> sheet = new LinkedHashMap<>();

  @Option(names = "--agree", description = "You agree to the challenge's terms.")
  private boolean agree;

  @Option(
      names = "--wait",
      description = "Wait until it has played all; the exit code is 0 only if it is ranked.")
  private boolean wait;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    Remote remote = new Remote(options.needAccess());
    UploadedFile sent;
    try (ProgressLine line =
        new ProgressLine(
            "Reading " + file.getFileName(), Files.exists(file) ? Files.size(file) : 0)) {
      sent = UploadedFile.of(file, line::at);
    }
    JsonNode made =
        new ResumableUpload(
                remote,
                "/api/v1/challenges/" + ApiClient.encode(challenge) + "/uploads",
                metadata(sent),
                sent)
            .send();
    if (!made.path("sha256").asText(sent.sha256()).equals(sent.sha256())) {
      throw new CommandException(
          "The platform got other bytes than were sent; cancel submission "
              + made.path("id").asLong()
              + " and send it again.");
    }
    long id = made.path("id").asLong();
    JsonNode state = wait ? Waiting.untilOver(remote, id) : made;
    tell(remote, sent, id, state);
    return wait ? Waiting.exitCode(state) : 0;
  }

  private Map<String, String> metadata(UploadedFile sent) {
    Map<String, String> metadata = new TreeMap<>();
    metadata.put("role", role.name());
    metadata.put("name", name);
    metadata.put("sha256", sent.sha256());
    description.ifPresent(text -> metadata.put("description", text));
    if (agree) {
      metadata.put("agree", "true");
    }
    sheet.forEach((field, answer) -> metadata.put("sheet." + field, answer));
    return metadata;
  }

  private void tell(Remote remote, UploadedFile sent, long id, JsonNode state) {
    String page = remote.server() + "/submissions/" + id;
    if (json) {
      ObjectNode document = Terminal.object().put("id", id).put("challenge", challenge);
      document.put("role", role.name()).put("name", name);
      document.put("state", state.path("state").asText());
      document.put("reason", state.path("reason").asText(""));
      document.put("sha256", sent.sha256()).put("bytes", sent.bytes()).put("page", page);
      Terminal.print(document);
      return;
    }
    String reason = Terminal.text(state, "reason");
    Terminal.print(
        "Submission "
            + id
            + " is "
            + Terminal.text(state, "state")
            + (reason.isEmpty() ? "." : ": " + reason));
    Terminal.print("SHA-256 " + sent.sha256());
    Terminal.print(page);
  }
}
