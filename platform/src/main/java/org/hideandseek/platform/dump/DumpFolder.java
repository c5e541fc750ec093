package org.hideandseek.platform.dump;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.stream.Collectors;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * Reads a dump that anybody may have written: only regular files inside the folder, under names
 * that are made here, no links, and none larger than it may be.
 */
final class DumpFolder {
  private static final long LARGEST_DOCUMENT = 512L << 20;

  private final Path root;
  private final ObjectMapper json = DumpJson.mapper();

  /**
   * A dump.
   *
   * @throws ProblemException INVALID if there is no folder with a {@code dump.json}
   */
  DumpFolder(Path root) {
    this.root = root.toAbsolutePath().normalize();
    if (!Files.isRegularFile(this.root.resolve(Layout.HEAD), LinkOption.NOFOLLOW_LINKS)) {
      throw new ProblemException(
          Problem.INVALID,
          root
              + " is no dump: it has no file "
              + Layout.HEAD
              + "; challenge close --dump writes one.");
    }
  }

  /**
   * A file of the dump.
   *
   * @throws ProblemException INVALID if it is missing, or there is another thing in its place
   */
  Path file(String... names) {
    Path folder = folder(List.of(names).subList(0, names.length - 1));
    Path file = child(folder, names[names.length - 1]);
    if (!attributes(file, names).isRegularFile()) {
      throw broken(String.join("/", names) + " is not a regular file");
    }
    return file;
  }

  /** A folder of the dump; fails as {@link #file} does. */
  Path folder(List<String> names) {
    Path folder = root;
    for (int i = 0; i < names.size(); i++) {
      folder = child(folder, names.get(i));
      if (!attributes(folder, names.subList(0, i + 1).toArray(String[]::new)).isDirectory()) {
        throw broken(String.join("/", names.subList(0, i + 1)) + " is not a folder");
      }
    }
    return folder;
  }

  /**
   * The bytes of a file that is held in memory; fails as {@link #file} does, or if it is too large.
   */
  byte[] bytes(long largest, String... names) throws IOException {
    Path file = file(names);
    try (InputStream in =
        Files.newInputStream(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS)) {
      byte[] bytes = in.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, largest + 1));
      if (bytes.length > largest) {
        throw broken(
            String.join("/", names) + " is larger than the " + largest + " bytes that it may have");
      }
      return bytes;
    }
  }

  /** Parses a text. */
  private interface Parsing<T> {
    T of(String text) throws JsonProcessingException;
  }

  /** Whether there is something of this name. */
  boolean has(String name) {
    return Files.exists(child(root, name), LinkOption.NOFOLLOW_LINKS);
  }

  /** A document; fails as {@link #bytes} does, or if it is not as it should be. */
  <T> T read(String name, Class<T> type) throws IOException {
    return parse(name, text -> json.readValue(text, type));
  }

  /** A document that is a list; fails likewise. */
  <T> List<T> readAll(String name, Class<T> type) throws IOException {
    List<T> all = parse(name, text -> json.readerForListOf(type).readValue(text));
    if (all.contains(null)) {
      throw broken(name + " has an empty entry");
    }
    return all;
  }

  private <T> T parse(String name, Parsing<T> parsing) throws IOException {
    String text = new String(bytes(LARGEST_DOCUMENT, name), UTF_8);
    try {
      T read = parsing.of(text);
      if (read == null) {
        throw broken(name + " is empty");
      }
      return read;
    } catch (JsonMappingException e) {
      throw broken(
          name + " can't be read at '" + where(e) + "': " + firstLine(e.getOriginalMessage()));
    } catch (JsonProcessingException e) {
      throw broken(name + " is no JSON: " + firstLine(e.getOriginalMessage()));
    }
  }

  private static String where(JsonMappingException e) {
    return e.getPath().stream()
        .map(
            step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
        .collect(Collectors.joining("."));
  }

  private static String firstLine(String message) {
    return message.lines().findFirst().orElse("").replaceAll("\\.$", "");
  }

  private static Path child(Path folder, String name) {
    if (!name.matches("[A-Za-z0-9][A-Za-z0-9._-]{0,99}")) {
      throw broken("a file can't be called '" + name + "'");
    }
    return folder.resolve(name);
  }

  private static BasicFileAttributes attributes(Path file, String... names) {
    try {
      return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    } catch (IOException e) {
      throw broken(String.join("/", names) + " is missing");
    }
  }

  private static ProblemException broken(String what) {
    return new ProblemException(Problem.INVALID, "In the dump, " + what + ".");
  }
}
