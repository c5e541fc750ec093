package org.hideandseek.challenges.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.hideandseek.challenges.builtin.Importer;
import org.hideandseek.challenges.strict.Nearest;

/**
 * A challenge with its pages and its patients.
 *
 * @param challenge what {@code challenge.yaml} says
 * @param yaml its text
 * @param overview the challenge's page in Markdown: where the data come from and what to mind
 * @param pages its other pages, the terms last
 * @param players to test the challenge with
 * @param archives of players, by the names of their files
 * @param patients the cohort
 */
public record Bundle(
    Challenge challenge,
    String yaml,
    String overview,
    List<Page> pages,
    TestPlayers players,
    Map<String, Path> archives,
    CohortSource patients) {

  public Bundle {
    pages = List.copyOf(pages);
    archives = Map.copyOf(archives);
  }

  /** The JSON Schema (2020-12) of a {@code challenge.yaml}. */
  public static String jsonSchema() {
    try (InputStream stream =
        Bundle.class.getResourceAsStream("/challenges/challenge.schema.json")) {
      return new String(stream.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
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
    BundleReview review = review(nameOrFolder);
    return review.bundle().orElseThrow(() -> new BundleException(review.problems().get(0)));
  }

  /** As {@link #find}, but says all that is wrong. */
  public static BundleReview review(String nameOrFolder) {
    if (builtIn().contains(nameOrFolder)) {
      return new BundleReader(
              new BundleFiles.Resources(nameOrFolder), data -> source(data, Path.of(nameOrFolder)))
          .read();
    }
    try {
      Path folder = Path.of(nameOrFolder);
      if (Files.exists(folder.resolve(BundleReader.DEFINITION), LinkOption.NOFOLLOW_LINKS)) {
        return new BundleReader(new BundleFiles.Folder(folder), data -> source(data, folder))
            .read();
      }
    } catch (InvalidPathException e) {
      // It can't be a folder, so there is none.
    }
    return BundleReview.none(
        "There is no built-in challenge '"
            + nameOrFolder
            + "' and no folder of this name with a "
            + BundleReader.DEFINITION
            + Nearest.of(nameOrFolder, builtIn())
                .map(name -> "; did you mean '" + name + "'?")
                .orElse("; built in are " + String.join(", ", builtIn()) + "."));
  }

  /**
   * Reads a bundle that a stranger has written, from the folder that holds it and nothing else. It
   * can name no file outside of that, and no dataset: those lie on this machine for whoever runs
   * it.
   */
  public static BundleReview reviewUploaded(Path folder) {
    return new BundleReader(new BundleFiles.Folder(folder), data -> uploadedSource(data, folder))
        .read();
  }

  private static CohortSource uploadedSource(Challenge.Data data, Path folder) {
    if (data.dataset() != null) {
      throw new BundleException(
          "data.dataset is '"
              + data.dataset()
              + "', but only the operator of the platform can open datasets; put the cohort into the"
              + " bundle, and name it in data.cohort.");
    }
    if (data.cohort() != null && !isWithin(folder, data.cohort())) {
      throw new BundleException(
          "data.cohort is '"
              + data.cohort()
              + "', which leads out of the bundle; put it into the bundle.");
    }
    return source(data, folder);
  }

  /** Whether a name stays in a folder, which has no links; whatever is there. */
  private static boolean isWithin(Path folder, String name) {
    try {
      Path file = folder.resolve(name).normalize();
      return file.startsWith(folder.normalize()) && !file.equals(folder.normalize());
    } catch (InvalidPathException e) {
      return false;
    }
  }

  private static CohortSource source(Challenge.Data data, Path folder) {
    if (data.importer() != null) {
      return new CohortSource.Imported(importer(data.importer()));
    }
    if (data.dataset() != null) {
      return new CohortSource.Dataset(data.dataset());
    }
    Path cohort = folder.resolve(data.cohort());
    if (!Files.isDirectory(cohort)) {
      throw new BundleException(
          "data.cohort is '" + data.cohort() + "', but there is no folder " + cohort + ".");
    }
    return new CohortSource.Folder(cohort);
  }

  /**
   * Reads the text of a {@code challenge.yaml}.
   *
   * @param file what errors call it
   * @throws BundleException if it is not right
   */
  public static Challenge parse(String yaml, String file) {
    return BundleReader.parse(yaml, file, Challenge.class);
  }

  private static Importer importer(String name) {
    return BuiltIn.IMPORTERS.stream()
        .filter(known -> known.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BundleException(
                    "data.importer is '"
                        + name
                        + "', which there is not"
                        + Nearest.of(name, BuiltIn.IMPORTER_NAMES)
                            .map(near -> "; did you mean '" + near + "'?")
                            .orElse(
                                "; there are " + String.join(", ", BuiltIn.IMPORTER_NAMES) + ".")));
  }
}
