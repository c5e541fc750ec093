package org.hideandseek.platform.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.contract.Task;
import org.hideandseek.challenges.npy.NpyOutput;
import org.hideandseek.challenges.npy.NpyType;

/**
 * Whether anything about the files of an {@code /in} could carry a mark: there are only the files
 * of the contract, of one age, of one mode, without attributes, of the size that follows from the
 * number of patients, with the header that follows from it.
 */
final class FileMarks {
  private static final Set<String> FILE_MODES = Set.of("r--r--r--");
  private static final Set<String> FOLDER_MODES = Set.of("rwxr-xr-x");
  private static final FileTime AGE = FileTime.fromMillis(0);

  private final Schema schema;
  private final Path scratch;

  /**
   * Looks for marks.
   *
   * @param scratch a folder for what headers should be
   */
  FileMarks(Schema schema, Path scratch) {
    this.schema = schema;
    this.scratch = scratch;
  }

  /**
   * The first mark found, in words that follow the name of the file.
   *
   * @param patients how many there should be in its own folder
   */
  Optional<String> in(Exhibit.Seen seen, int patients) throws IOException {
    Map<String, Integer> cohorts = new TreeMap<>(seen.besides());
    cohorts.put(seen.folder(), patients);
    Set<String> expected = new TreeSet<>(List.of("", Task.FILE, SchemaFile.FILE));
    for (String folder : cohorts.keySet()) {
      for (Path path = Path.of(folder); path != null; path = path.getParent()) {
        expected.add(path.toString());
      }
      CohortFiles.ALL.forEach(file -> expected.add(folder + "/" + file));
    }
    Set<String> found = new TreeSet<>();
    try (Stream<Path> walked = Files.walk(seen.in())) {
      for (Path path : walked.sorted().toList()) {
        String name = seen.in().relativize(path).toString();
        found.add(name);
        Optional<String> mark = mark(path);
        if (mark.isPresent()) {
          return Optional.of("/in/" + name + " " + mark.get());
        }
      }
    }
    if (!found.equals(expected)) {
      return Optional.of("/in holds " + found + " instead of " + expected);
    }
    for (Map.Entry<String, Integer> cohort : cohorts.entrySet()) {
      for (String file : CohortFiles.ALL) {
        String name = cohort.getKey() + "/" + file;
        Optional<String> mark = headerMark(seen.in().resolve(name), file, cohort.getValue());
        if (mark.isPresent()) {
          return Optional.of("/in/" + name + " " + mark.get());
        }
      }
    }
    return Optional.empty();
  }

  private static Optional<String> mark(Path path) throws IOException {
    boolean folder = Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    if (!folder && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
      return Optional.of("is no regular file");
    }
    FileTime age = Files.getLastModifiedTime(path);
    if (!age.equals(AGE)) {
      return Optional.of("has the time " + age + " instead of " + AGE);
    }
    String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    if (!(folder ? FOLDER_MODES : FILE_MODES).contains(mode)) {
      return Optional.of("has the mode " + mode);
    }
    UserDefinedFileAttributeView attributes =
        Files.getFileAttributeView(path, UserDefinedFileAttributeView.class);
    if (attributes != null && !attributes.list().isEmpty()) {
      return Optional.of("has the attributes " + attributes.list());
    }
    return Optional.empty();
  }

  private Optional<String> headerMark(Path path, String file, int patients) throws IOException {
    byte[] header = header(file, patients);
    long size = header.length + (long) patients * rowBytes(file);
    if (Files.size(path) != size) {
      return Optional.of(
          "has " + Files.size(path) + " bytes, where " + patients + " patients take " + size);
    }
    try (var stream = Files.newInputStream(path)) {
      return Arrays.equals(stream.readNBytes(header.length), header)
          ? Optional.empty()
          : Optional.of("has another header than its shape makes");
    }
  }

  private byte[] header(String file, int patients) throws IOException {
    Path empty = scratch.resolve("header.npy");
    try {
      NpyOutput.create(empty, type(file), innerAxes(file)).close(patients);
      return Files.readAllBytes(empty);
    } finally {
      Files.deleteIfExists(empty);
    }
  }

  private long rowBytes(String file) {
    return Arrays.stream(innerAxes(file)).reduce(type(file).bytes(), Math::multiplyExact);
  }

  private long[] innerAxes(String file) {
    return CohortFiles.innerAxes(file, schema);
  }

  private static NpyType type(String file) {
    return CohortFiles.type(file);
  }
}
