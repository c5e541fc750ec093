package org.hideandseek.platform.audience;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Page;
import org.hideandseek.challenges.bundle.PracticeBundle;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.split.People;
import org.hideandseek.platform.audience.StoredZip.Part;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.challenge.PatientFolders;

/** The public patients of a challenge as a bundle to practise on, in one ZIP. */
final class PracticeFiles {
  private PracticeFiles() {}

  /**
   * A ZIP of a folder with the challenge's name.
   *
   * @param definition the text of the challenge's {@code challenge.yaml}
   * @param pages what goes with the patients, such as the terms
   */
  static Download of(
      OpenChallenge challenge, String definition, List<Page> pages, PatientFolders patients) {
    String name = challenge.name();
    String folder = name + "/";
    List<Part> parts = new ArrayList<>();
    parts.add(Part.of(folder + "challenge.yaml", PracticeBundle.definition(definition)));
    parts.add(Part.of(folder + "overview.md", challenge.overview()));
    parts.add(Part.of(folder + "README.md", readme(challenge)));
    pages.forEach(page -> parts.add(Part.of(folder + page.slug() + ".md", page.markdown())));
    String cohort = folder + PracticeBundle.PATIENTS + "/";
    parts.add(Part.of(cohort + SchemaFile.FILE, patients.folder(name).resolve(SchemaFile.FILE)));
    for (String file : CohortFiles.ALL) {
      parts.add(Part.of(cohort + file, patients.published(name).resolve(file)));
    }
    Path people = patients.publicPeopleFolder(name).resolve(People.FILE);
    if (Files.exists(people)) {
      parts.add(Part.of(cohort + People.FILE, people));
    }
    try {
      return StoredZip.of(parts).download(name + "-practice.zip");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String readme(OpenChallenge challenge) {
    Challenge definition = challenge.definition();
    return """
        # %s: patients to practise on

        The %d public patients of the challenge `%s`. They are not those who are scored. %s

        In a clone of Hide-and-Seek's sources, with this folder in it, this plays a hider of yours against a seeker on
        them, in the sandbox and with the scorer of the competition:

        ```sh
        ./hideandseek referee --challenge ./%s --hider my-hider --seeker hide-and-seek/seeker-nearest:1
        ```

        `patients/` holds the schema and four arrays in NumPy's format, as containers read them.
        """
        .formatted(
            definition.title(),
            challenge.publicPatients(),
            challenge.name(),
            definition
                .licence()
                .map(licence -> "They may be used under: " + licence + ".")
                .orElse("The challenge's page says under what terms they may be used."),
            challenge.name());
  }
}
