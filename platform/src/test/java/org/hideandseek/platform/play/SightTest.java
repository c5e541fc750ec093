package org.hideandseek.platform.play;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.PlayerLimits;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.InputFolders;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SightTest {
  @TempDir private Path folder;

  private Path arrays;
  private Schema schema;

  @BeforeEach
  void writeCohort() throws IOException {
    Cohort cohort = Bundle.find("mayo-pbc").patients().load();
    schema = cohort.schema();
    arrays = folder.resolve("arrays");
    CohortFiles.write(arrays, cohort);
  }

  @Test
  void aSeekerSeesWhatIsKnownInItsFoldersWithoutAnAge() throws IOException {
    Path in = folder.resolve("in");
    Known known =
        Known.NOTHING
            .withReference(some(5, 6, 7))
            .withShadow(1, some(8), some(9), some(10, 11))
            .withShadow(2, some(12), some(13), some(14));
    Sight.ofSeeker(1, new PlayerLimits(60, 512, 1, 0), 2, schema, some(0, 1))
        .with(InputFolders.RELEASE, some(2, 3))
        .with(known)
        .layOut(in);

    TreeSet<String> expected =
        new TreeSet<>(List.of("", "task.json", "schema.json", "shadows", "shadows/1", "shadows/2"));
    for (String cohort :
        List.of(
            "candidates",
            "release",
            "reference",
            "shadows/1/members",
            "shadows/1/non-members",
            "shadows/1/release",
            "shadows/2/members",
            "shadows/2/non-members",
            "shadows/2/release")) {
      expected.add(cohort);
      CohortFiles.ALL.forEach(file -> expected.add(cohort + "/" + file));
    }
    try (Stream<Path> walked = Files.walk(in)) {
      List<Path> paths = walked.toList();
      assertThat(paths.stream().map(path -> in.relativize(path).toString()))
          .containsExactlyInAnyOrderElementsOf(expected);
      for (Path path : paths) {
        assertThat(Files.getLastModifiedTime(path))
            .as("%s", path)
            .isEqualTo(FileTime.fromMillis(0));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
            .isEqualTo(Files.isDirectory(path) ? "rwxr-xr-x" : "r--r--r--");
      }
    }
    assertThat(sizes(in.resolve("reference"), InputFolders.shadows(in).get(0).resolve("release")))
        .containsExactly(3, 2);
  }

  @Test
  void nothingIsKnownUnlessItIsGiven() throws IOException {
    Path in = folder.resolve("in");
    Sight.ofSeeker(1, new PlayerLimits(60, 512, 1, 0), 2, schema, some(0, 1))
        .with(Known.NOTHING)
        .layOut(in);

    try (Stream<Path> files = Files.list(in)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder("task.json", "schema.json", "candidates");
    }
  }

  private List<Integer> sizes(Path... cohorts) throws IOException {
    List<Integer> sizes = new ArrayList<>();
    for (Path cohort : Arrays.asList(cohorts)) {
      sizes.add(CohortFiles.read(cohort, schema).size());
    }
    return sizes;
  }

  private Inputs some(int... positions) {
    return Inputs.selection(arrays, schema, positions);
  }
}
