package org.hideandseek.challenges.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.hideandseek.challenges.builtin.Importer;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.CohortFolder;
import org.hideandseek.challenges.contract.CohortWriter;
import org.hideandseek.challenges.contract.SchemaFile;

/** The patients of a bundle, wherever they come from. */
public sealed interface CohortSource {
  /**
   * The patients on disk, every rule of the contract checked. They are written and checked one at a
   * time: memory does not grow with their number.
   *
   * @param scratch a folder that does not exist; it is made and filled only if the patients do not
   *     lie in a folder already, and the caller deletes it
   * @throws BundleException if the data can't be read or break the contract
   */
  CohortFolder onDisk(Path scratch);

  /**
   * What can be said of the files at once, without reading patients: which are missing, and what is
   * wrong with {@code schema.json}, a sentence each.
   */
  default List<String> problems() {
    return List.of();
  }

  /**
   * All patients at once, in memory: for small cohorts.
   *
   * @throws BundleException if the data can't be read or break the contract
   */
  Cohort load();

  /** A folder of the bundle. */
  record Folder(Path cohort) implements CohortSource {
    @Override
    public CohortFolder onDisk(Path scratch) {
      try {
        return CohortFolder.check(cohort.toRealPath());
      } catch (IOException e) {
        throw unusable(e);
      }
    }

    @Override
    public List<String> problems() {
      try {
        return CohortFolder.problems(cohort);
      } catch (IOException e) {
        throw unusable(e);
      }
    }

    @Override
    public Cohort load() {
      try {
        Path real = cohort.toRealPath();
        return CohortFiles.read(real, SchemaFile.read(real));
      } catch (IOException e) {
        throw unusable(e);
      }
    }

    private BundleException unusable(IOException e) {
      return new BundleException(
          "The cohort in " + cohort + " can't be used: " + e.getMessage(), e);
    }
  }

  /** What was imported on this machine; looked for only when it is wanted. */
  record Dataset(String name) implements CohortSource {
    @Override
    public CohortFolder onDisk(Path scratch) {
      return folder().onDisk(scratch);
    }

    @Override
    public Cohort load() {
      return folder().load();
    }

    private Folder folder() {
      return new Folder(Datasets.ofEnvironment().find(name));
    }
  }

  /** What an importer reads. */
  record Imported(Importer importer) implements CohortSource {
    @Override
    public CohortFolder onDisk(Path scratch) {
      try {
        Files.createDirectory(scratch);
        SchemaFile.write(scratch, importer.schema());
        try (CohortWriter writer = CohortWriter.create(scratch, importer.schema())) {
          importer.read(writer::write);
        }
        return CohortFolder.check(scratch);
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    @Override
    public Cohort load() {
      try {
        return importer.read();
      } catch (IOException e) {
        throw unreadable(e);
      }
    }

    private BundleException unreadable(IOException e) {
      return new BundleException(
          "The data of " + importer.name() + " can't be read: " + e.getMessage(), e);
    }
  }
}
