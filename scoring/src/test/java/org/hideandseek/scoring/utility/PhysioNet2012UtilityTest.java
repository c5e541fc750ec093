package org.hideandseek.scoring.utility;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.dataset.DatasetFormat;
import org.hideandseek.challenges.dataset.DatasetImport;
import org.hideandseek.challenges.dataset.ImportRequest;
import org.hideandseek.challenges.split.SplitSizes;
import org.junit.jupiter.api.io.TempDir;

/**
 * On set A of PhysioNet 2012, which may not lie in this repository: skipped where there is no
 * {@code shared/data/physionet2012} beside the clone.
 */
class PhysioNet2012UtilityTest extends RealPeopleUtilityContract {
  @TempDir private static Path folder;

  @Override
  People people() throws IOException {
    Optional<Path> data =
        Stream.iterate(Path.of("").toAbsolutePath(), Path::getParent)
            .takeWhile(parent -> parent != null)
            .map(parent -> parent.resolve("shared/data/physionet2012"))
            .filter(found -> found.toFile().isDirectory())
            .findFirst();
    assumeThat(data).as("PhysioNet 2012, set A").isPresent();
    Path to = folder.resolve("set-a");
    DatasetImport.run(
        new ImportRequest(
            DatasetFormat.PHYSIONET_2012,
            data.get(),
            to,
            48,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            false));
    return People.divide(
        CohortFiles.read(to, SchemaFile.read(to)),
        new SplitSizes(2000, 1000, 1000),
        Bundle.find("icu-mortality").challenge().facets());
  }
}
