package org.hideandseek.seekers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlayersListTest {
  @Test
  void theListOfPlayersNamesEverySeekerInOrder() throws IOException {
    List<String> listed =
        Files.readAllLines(Path.of("players.txt")).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> line.split("\\s+")[0])
            .toList();

    assertThat(listed).isEqualTo(new Seekers(1).names());
  }
}
