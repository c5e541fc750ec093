package org.hideandseek.app.players;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.hideandseek.app.CommandException;
import org.hideandseek.challenges.bundle.Knowledge;
import org.hideandseek.challenges.contract.PlayerRole;

/**
 * A reference player.
 *
 * @param role hider or seeker
 * @param name among those of its role
 * @param quick whether it plays in every demo, and not only in one of all players
 * @param needs what it has to be given
 */
public record ReferencePlayer(PlayerRole role, String name, boolean quick, Set<Knowledge> needs) {
  private static final String ONLY_WITH_ALL = "all";
  private static final String ON_PYTORCH = "pytorch";
  private static final Map<String, Knowledge> NEEDS =
      Map.of("reference", Knowledge.REFERENCE, "shadows", Knowledge.SHADOWS);

  public ReferencePlayer {
    requireNonNull(role);
    needs = needs.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(needs));
    if (role == PlayerRole.HIDER && !needs.isEmpty()) {
      throw new IllegalArgumentException("hiders need no knowledge, unlike '" + name + "'");
    }
    if (!name.matches("[a-z0-9][a-z0-9.-]*")) {
      throw new IllegalArgumentException(
          "a player's name has lower-case letters, digits, '.' and '-', unlike '" + name + "'");
    }
  }

  /** The first thing that it needs but is not given. */
  public Optional<Knowledge> missing(Set<Knowledge> given) {
    return needs.stream().filter(kind -> !given.contains(kind)).findFirst();
  }

  /** The image that the launcher makes for it. */
  public String image() {
    return "hide-and-seek/" + role.word() + "-" + name + ":1";
  }

  /**
   * All of a role, in the order of their {@code players.txt}: one a line, with marks behind the
   * name, and comments from '#' on.
   *
   * @param project the folder of the launcher
   * @throws IllegalArgumentException if the list has a mark that there is not
   */
  public static List<ReferencePlayer> all(Path project, PlayerRole role) throws IOException {
    Path list = project.resolve("reference-" + role.word() + "s").resolve("players.txt");
    return Files.readAllLines(list).stream()
        .map(line -> line.replaceAll("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .map(line -> listed(role, List.of(line.split("\\s+"))))
        .toList();
  }

  /**
   * Some of a role, in the same order.
   *
   * @param names of those that are wanted; none for all
   * @throws CommandException if there is none of a name
   */
  public static List<ReferencePlayer> chosen(Path project, PlayerRole role, List<String> names)
      throws IOException {
    List<ReferencePlayer> all = all(project, role);
    for (String name : names) {
      if (all.stream().noneMatch(player -> player.name().equals(name))) {
        throw new CommandException(
            "There is no reference "
                + role.word()
                + " called "
                + name
                + "; there are "
                + all.stream().map(ReferencePlayer::name).collect(Collectors.joining(", "))
                + ".");
      }
    }
    return all.stream().filter(player -> names.isEmpty() || names.contains(player.name())).toList();
  }

  private static ReferencePlayer listed(PlayerRole role, List<String> words) {
    Set<String> marks = new TreeSet<>(words.subList(1, words.size()));
    Set<Knowledge> needs =
        NEEDS.keySet().stream().filter(marks::contains).map(NEEDS::get).collect(Collectors.toSet());
    boolean quick = !marks.contains(ONLY_WITH_ALL);
    marks.removeAll(NEEDS.keySet());
    if (!Set.of(ONLY_WITH_ALL, ON_PYTORCH).containsAll(marks)) {
      throw new IllegalArgumentException(
          "players are marked '"
              + ONLY_WITH_ALL
              + "', '"
              + ON_PYTORCH
              + "', 'reference' or 'shadows', unlike '"
              + String.join(" ", words)
              + "'");
    }
    return new ReferencePlayer(role, words.get(0), quick, needs);
  }
}
