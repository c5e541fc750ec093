package org.hideandseek.challenges.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DatasetsTest {
  @TempDir private Path folder;

  @Test
  void anImportedDatasetIsTheFolderOfItsName() throws IOException {
    Files.createDirectories(folder.resolve("physionet-2012"));
    Files.writeString(folder.resolve("physionet-2012/schema.json"), "{}");

    assertThat(new Datasets(folder).find("physionet-2012"))
        .isEqualTo(folder.resolve("physionet-2012"));
  }

  @Test
  void oneThatWasNotImportedIsOneSentenceWithTheCommand() {
    Path missing = folder.resolve("physionet-2012");

    assertThatThrownBy(() -> new Datasets(folder).find("physionet-2012"))
        .isInstanceOf(BundleException.class)
        .hasMessage(
            "The dataset physionet-2012 is not at "
                + missing
                + "; make it with './hideandseek dataset import physionet-2012 --from FOLDER --to "
                + missing
                + "' (docs/data.md says how to get the data).");
  }

  @Test
  void aDatasetHasAPlainName() {
    assertThatThrownBy(() -> new Challenge.Data(null, null, "../secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a dataset's name has lower-case letters, digits and '-', unlike '../secret'");
  }
}
