package org.hideandseek.platform.play;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.platform.zip.ReturnedArrays;

/** A cohort that a container is to see under {@code /in}. */
public interface Inputs {
  /** Puts the four arrays into a folder that does not exist yet. */
  void layOut(Path folder) throws IOException;

  /** The cohort in a folder, which stays as it is. */
  static Inputs folder(Path arrays) {
    return target -> {
      Files.createDirectory(target);
      for (String file : CohortFiles.ALL) {
        Folders.link(arrays.resolve(file), target.resolve(file));
      }
    };
  }

  /** The cohort whose arrays are these files, by their names in the contract. */
  static Inputs files(Map<String, Path> arrays) {
    return target -> {
      Files.createDirectory(target);
      for (String file : CohortFiles.ALL) {
        Folders.link(arrays.get(file), target.resolve(file));
      }
    };
  }

  /** A release with what a 2020 hider returned beside it; for 2020 seekers alone. */
  static Inputs withReturned(Inputs release, Map<String, Path> files) {
    return target -> {
      release.layOut(target);
      for (String file : ReturnedArrays.ALL) {
        Path returned = target.resolve(file);
        Files.createDirectories(returned.getParent());
        Folders.link(files.get(file), returned);
      }
    };
  }

  /** The patients at the given positions of the cohort in a folder, in that order. */
  static Inputs selection(Path arrays, Schema schema, int[] positions) {
    return target -> CohortFiles.select(arrays, schema, positions, target);
  }
}
