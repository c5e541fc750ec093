package org.hideandseek.challenges.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import org.hideandseek.challenges.builtin.Importer;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.strict.Nearest;
import org.hideandseek.challenges.strict.StrictFormat;
import org.hideandseek.challenges.strict.StrictFormatException;

/**
 * A challenge with its page and its patients.
 *
 * @param challenge what {@code challenge.yaml} says
 * @param yaml its text
 * @param overview the challenge's page in Markdown: where the data come from and what to mind
 * @param patients loads the cohort
 */
public record Bundle(Challenge challenge, String yaml, String overview, CohortLoader patients) {
  private static final String DEFINITION = "challenge.yaml";
  private static final String OVERVIEW = "overview.md";
  private static final long LARGEST_TEXT = 1 << 20;

  /** Loads a challenge's cohort. */
  public interface CohortLoader {
    /**
     * Reads all patients.
     *
     * @throws BundleException if the data can't be read or break the contract
     */
    Cohort load();

    /**
     * Who of the patients are the same person.
     *
     * @param patients N
     * @throws BundleException if the file that says so can't be read
     */
    default People people(int patients) {
      return People.each(patients);
    }
  }

  /** The challenges that come with the project. */
  public static List<String> builtIn() {
    return BuiltIn.NAMES;
  }

  /**
   * Finds a challenge by the name of a built-in one or by its folder. The name comes first: a
   * folder of the same name is {@code ./NAME}.
   *
   * @throws BundleException if there is none, or it is not right
   */
  public static Bundle find(String nameOrFolder) {
    if (builtIn().contains(nameOrFolder)) {
      String yaml = resource(nameOrFolder, DEFINITION);
      Challenge challenge = parse(yaml, nameOrFolder + "/" + DEFINITION);
      return new Bundle(
          challenge, yaml, resource(nameOrFolder, OVERVIEW), () -> load(importer(nameOrFolder)));
    }
    try {
      Path folder = Path.of(nameOrFolder);
      if (Files.exists(folder.resolve(DEFINITION))) {
        return open(folder);
      }
    } catch (InvalidPathException e) {
      // It can't be a folder, so there is none.
    }
    throw new BundleException(
        "There is no built-in challenge '"
            + nameOrFolder
            + "' and no folder of this name with a "
            + DEFINITION
            + Nearest.of(nameOrFolder, builtIn())
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("; built in are " + String.join(", ", builtIn()) + "."));
  }

  private static Bundle open(Path folder) {
    Path definition = folder.resolve(DEFINITION);
    String yaml = text(definition);
    Challenge challenge = parse(yaml, definition.toString());
    Path overview = folder.resolve(OVERVIEW);
    return new Bundle(
        challenge,
        yaml,
        Files.exists(overview) ? text(overview) : "",
        loader(challenge.data(), folder));
  }

  private static CohortLoader loader(Challenge.Data data, Path folder) {
    if (data.importer() != null) {
      Importer importer = importer(data.importer());
      return () -> load(importer);
    }
    Path cohort = folder.resolve(data.cohort());
    if (!Files.isDirectory(cohort)) {
      throw new BundleException(
          folder.resolve(DEFINITION)
              + " names the cohort folder '"
              + data.cohort()
              + "', but there is no folder "
              + cohort
              + ".");
    }
    return new CohortLoader() {
      @Override
      public Cohort load() {
        return cohort(cohort);
      }

      @Override
      public People people(int patients) {
        try {
          return People.read(cohort, patients);
        } catch (IOException e) {
          throw unusable(cohort, e);
        }
      }
    };
  }

  /**
   * Reads the text of a {@code challenge.yaml}.
   *
   * @param file what errors call it
   * @throws BundleException if it is not right
   */
  public static Challenge parse(String yaml, String file) {
    try {
      return StrictFormat.YAML.read(yaml, file, Challenge.class);
    } catch (StrictFormatException e) {
      throw new BundleException(e.getMessage(), e);
    }
  }

  private static Cohort cohort(Path folder) {
    try {
      Path real = folder.toRealPath();
      return CohortFiles.read(real, SchemaFile.read(real));
    } catch (IOException e) {
      throw unusable(folder, e);
    }
  }

  private static BundleException unusable(Path cohort, IOException e) {
    return new BundleException("The cohort in " + cohort + " can't be used: " + e.getMessage(), e);
  }

  private static Importer importer(String name) {
    return BuiltIn.IMPORTERS.stream()
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BundleException(
                    "There is no importer '"
                        + name
                        + "'"
                        + Nearest.of(name, builtIn())
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse("; there are " + String.join(", ", builtIn()) + ".")));
  }

  private static Cohort load(Importer importer) {
    try {
      return importer.read();
    } catch (IOException e) {
      throw new BundleException(
          "The data of " + importer.name() + " can't be read: " + e.getMessage(), e);
    }
  }

  private static String text(Path file) {
    try {
      if (Files.size(file) > LARGEST_TEXT) {
        throw new BundleException(file + " is larger than 1 MiB; it must be a text for people.");
      }
      return Files.readString(file);
    } catch (CharacterCodingException e) {
      throw new BundleException(file + " is not in UTF-8; save it in that encoding.", e);
    } catch (AccessDeniedException e) {
      throw new BundleException(file + " may not be read; check its permissions.", e);
    } catch (IOException e) {
      throw new BundleException(file + " can't be read: " + e.getMessage(), e);
    }
  }

  private static String resource(String challenge, String file) {
    try (InputStream stream =
        Bundle.class.getResourceAsStream("/challenges/" + challenge + "/" + file)) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new BundleException("The built-in challenge " + challenge + " can't be read.", e);
    }
  }
}
