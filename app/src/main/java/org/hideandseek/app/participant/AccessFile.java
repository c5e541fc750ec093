package org.hideandseek.app.participant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hideandseek.app.CommandException;

/**
 * The tokens of a user, by platform, in a file that nobody else can read.
 *
 * <p>A JSON object: {@code current} is the platform of commands that name none, {@code servers} has
 * for each platform its {@code token} and whether it may go over plain HTTP.
 */
final class AccessFile {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");

  private final Path file;

  private AccessFile(Path file) {
    this.file = file;
  }

  /** That of the user, in the folder where programs of this system keep what they are told. */
  static AccessFile ofUser(Map<String, String> environment) {
    String folder =
        Optional.ofNullable(environment.get("XDG_CONFIG_HOME"))
            .or(() -> Optional.ofNullable(environment.get("APPDATA")))
            .filter(path -> !path.isEmpty())
            .orElse(Path.of(System.getProperty("user.home"), ".config").toString());
    return new AccessFile(Path.of(folder, "hideandseek", "access.json"));
  }

  Path path() {
    return file;
  }

  /** The platform of the last login. */
  Optional<String> current() throws IOException {
    return Optional.of(read().path("current").asText("")).filter(text -> !text.isEmpty());
  }

  Optional<String> token(String server) throws IOException {
    return Optional.of(read().path("servers").path(server).path("token").asText(""))
        .filter(text -> !text.isEmpty());
  }

  /** Whether the user has said that the token may go to this platform over plain HTTP. */
  boolean plain(String server) throws IOException {
    return read().path("servers").path(server).path("insecure_http").asBoolean(false);
  }

  /** Keeps a token, and makes its platform the current one. */
  void keep(String server, String token, boolean plain) throws IOException {
    ObjectNode all = read();
    all.put("current", server);
    all.withObject("/servers").putObject(server).put("token", token).put("insecure_http", plain);
    write(all);
  }

  /**
   * Removes the token of a platform.
   *
   * @return false if there was none
   */
  boolean remove(String server) throws IOException {
    ObjectNode all = read();
    if (all.withObject("/servers").remove(server) == null) {
      return false;
    }
    if (all.path("current").asText().equals(server)) {
      all.remove("current");
    }
    if (all.path("servers").isEmpty()) {
      Files.delete(file);
    } else {
      write(all);
    }
    return true;
  }

  private ObjectNode read() throws IOException {
    try {
      requireOwn();
      return JSON.readTree(Files.readString(file)) instanceof ObjectNode object
          ? object
          : JSON.createObjectNode();
    } catch (NoSuchFileException e) {
      return JSON.createObjectNode();
    } catch (JsonProcessingException e) {
      throw new CommandException(
          "The file "
              + file
              + " is damaged; delete it, and log in again with ./hideandseek login.");
    }
  }

  private void requireOwn() throws IOException {
    if (isPosix() && Files.exists(file) && !OWN.containsAll(Files.getPosixFilePermissions(file))) {
      throw new CommandException(
          "Others can read the tokens in "
              + file
              + "; run \"chmod 600 "
              + file
              + "\", and make new tokens if they are not yours alone.");
    }
  }

  /** Whole or not at all, and never readable by others, not even for a moment. */
  private void write(ObjectNode all) throws IOException {
    Path folder = file.getParent();
    Files.createDirectories(folder.getParent());
    if (!Files.exists(folder)) {
      Files.createDirectory(folder, only("rwx------"));
    }
    Path fresh = Files.createTempFile(folder, "access", ".tmp", only("rw-------"));
    try {
      Files.writeString(
          fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsString(all) + "\n");
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(fresh);
    }
  }

  private FileAttribute<?>[] only(String permissions) {
    return isPosix()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
        }
        : new FileAttribute<?>[0];
  }

  private boolean isPosix() {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
