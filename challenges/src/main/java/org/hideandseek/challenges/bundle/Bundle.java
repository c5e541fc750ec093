package org.hideandseek.challenges.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.SchemaFile;

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
  private static final ObjectMapper YAML =
      YAMLMapper.builder(new YAMLFactory())
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build();

  /** Loads a challenge's cohort. */
  public interface CohortLoader {
    /**
     * Reads all patients.
     *
     * @throws BundleException if the data can't be read or break the contract
     */
    Cohort load();
  }

  /** The challenges that come with the project. */
  public static List<String> builtIn() {
    return BuiltIn.NAMES;
  }

  /**
   * Finds a challenge by the name of a built-in one or by its folder.
   *
   * @throws BundleException if there is none, or it is not right
   */
  public static Bundle find(String nameOrFolder) {
    if (builtIn().contains(nameOrFolder)) {
      return new Bundle(
          parse(resource(nameOrFolder, DEFINITION), DEFINITION),
          resource(nameOrFolder, DEFINITION),
          resource(nameOrFolder, OVERVIEW),
          () -> importer(nameOrFolder));
    }
    Path folder = Path.of(nameOrFolder);
    if (!Files.isRegularFile(folder.resolve(DEFINITION))) {
      throw new BundleException(
          "There is no built-in challenge '"
              + nameOrFolder
              + "' and no file "
              + folder.resolve(DEFINITION)
              + "; built in are "
              + String.join(", ", builtIn())
              + ".");
    }
    return open(folder);
  }

  private static Bundle open(Path folder) {
    try {
      String yaml = Files.readString(folder.resolve(DEFINITION));
      Challenge challenge = parse(yaml, folder.resolve(DEFINITION).toString());
      Path overview = folder.resolve(OVERVIEW);
      return new Bundle(
          challenge,
          yaml,
          Files.exists(overview) ? Files.readString(overview) : "",
          () ->
              challenge.data().importer() != null
                  ? importer(challenge.data().importer())
                  : cohort(folder.resolve(challenge.data().cohort())));
    } catch (IOException e) {
      throw new BundleException("The bundle " + folder + " can't be read: " + e.getMessage(), e);
    }
  }

  /**
   * Reads the text of a {@code challenge.yaml}.
   *
   * @param file what errors call it
   * @throws BundleException if it is not right
   */
  public static Challenge parse(String yaml, String file) {
    try {
      return YAML.readValue(yaml, Challenge.class);
    } catch (JsonProcessingException e) {
      String line = e.getLocation() == null ? "" : ", line " + e.getLocation().getLineNr();
      throw new BundleException(file + line + ": " + e.getOriginalMessage(), e);
    }
  }

  private static Cohort cohort(Path folder) {
    try {
      return CohortFiles.read(folder, SchemaFile.read(folder));
    } catch (IOException e) {
      throw new BundleException("The cohort in " + folder + " can't be used: " + e.getMessage(), e);
    }
  }

  private static Cohort importer(String name) {
    Optional<Importer> importer =
        BuiltIn.IMPORTERS.stream().filter(known -> known.name().equals(name)).findFirst();
    try {
      return importer
          .orElseThrow(
              () ->
                  new BundleException(
                      "There is no importer '"
                          + name
                          + "'; there are "
                          + String.join(", ", builtIn())
                          + "."))
          .read();
    } catch (IOException e) {
      throw new BundleException("The data of " + name + " can't be read: " + e.getMessage(), e);
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
