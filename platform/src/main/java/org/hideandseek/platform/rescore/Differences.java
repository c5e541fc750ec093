package org.hideandseek.platform.rescore;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What applying a re-score would change.
 *
 * @param matches how many matches have a new score
 * @param changedMatches how many of them other numbers than before
 * @param releases how many releases have a new score
 * @param changedReleases how many of them other numbers than before
 * @param boards by phase
 */
public record Differences(
    int matches, int changedMatches, int releases, int changedReleases, List<Board> boards) {
  public Differences {
    boards = List.copyOf(boards);
  }

  /**
   * Both boards of a phase.
   *
   * @param phase its name; empty in a challenge without phases
   * @param hiders those whose rank is nearest the top first
   * @param seekers likewise
   */
  public record Board(Optional<String> phase, List<Line> hiders, List<Line> seekers) {
    public Board {
      hiders = List.copyOf(hiders);
      seekers = List.copyOf(seekers);
    }
  }

  /**
   * A hider or seeker.
   *
   * @param submission in addresses
   * @param name its name
   * @param team its team
   * @param oldScore of a hider the AUC of the strongest seeker, of a seeker its mean AUC; empty
   *     where it has none
   * @param newScore the same by the new scorer
   * @param oldUtility of a hider its utility; empty of a seeker
   * @param newUtility the same by the new scorer
   * @param oldRank empty where it is not ranked
   * @param newRank the same by the new scorer
   * @param changedMatches how many of its matches have other numbers
   */
  public record Line(
      long submission,
      String name,
      String team,
      OptionalDouble oldScore,
      OptionalDouble newScore,
      OptionalDouble oldUtility,
      OptionalDouble newUtility,
      OptionalInt oldRank,
      OptionalInt newRank,
      int changedMatches) {}
}
