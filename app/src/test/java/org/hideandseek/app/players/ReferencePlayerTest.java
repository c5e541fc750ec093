package org.hideandseek.app.players;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.hideandseek.challenges.bundle.Knowledge;
import org.hideandseek.challenges.contract.PlayerRole;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReferencePlayerTest {
  @TempDir private Path project;

  @Test
  void theListSaysWhoPlaysInEveryDemo() throws IOException {
    list("# all of them\n\ncopy  # the members\npar  all pytorch  # a network\nvar  pytorch\n");

    assertThat(ReferencePlayer.all(project, PlayerRole.HIDER))
        .containsExactly(
            new ReferencePlayer(PlayerRole.HIDER, "copy", true, Set.of()),
            new ReferencePlayer(PlayerRole.HIDER, "par", false, Set.of()),
            new ReferencePlayer(PlayerRole.HIDER, "var", true, Set.of()));
  }

  @Test
  void theListSaysWhatASeekerNeeds() throws IOException {
    Path folder = Files.createDirectory(project.resolve("reference-seekers"));
    Files.writeString(
        folder.resolve("players.txt"),
        "nearest\nlogan all reference\nensemble shadows reference\n");

    assertThat(ReferencePlayer.all(project, PlayerRole.SEEKER))
        .extracting(ReferencePlayer::needs)
        .containsExactly(
            Set.of(), Set.of(Knowledge.REFERENCE), Set.of(Knowledge.REFERENCE, Knowledge.SHADOWS));
  }

  @Test
  void aHiderNeedsNothing() throws IOException {
    list("copy reference\n");

    assertThatThrownBy(() -> ReferencePlayer.all(project, PlayerRole.HIDER))
        .hasMessageContaining("unlike 'copy'");
  }

  @Test
  void aMarkThatThereIsNotIsRefused() throws IOException {
    list("copy al\n");

    assertThatThrownBy(() -> ReferencePlayer.all(project, PlayerRole.HIDER))
        .hasMessageContaining("unlike 'copy al'");
  }

  @Test
  void theListsOfTheProjectNameEachPlayerOnce() throws IOException {
    for (PlayerRole role : PlayerRole.values()) {
      List<ReferencePlayer> players = ReferencePlayer.all(Path.of(".."), role);

      assertThat(players).extracting(ReferencePlayer::image).doesNotHaveDuplicates().isNotEmpty();
    }
  }

  private void list(String lines) throws IOException {
    Path folder = Files.createDirectory(project.resolve("reference-hiders"));
    Files.writeString(folder.resolve("players.txt"), lines);
  }
}
