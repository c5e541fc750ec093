package org.hideandseek.scoring.ranking;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * All that boards depend on. Outcomes of unknown entrants or splits are refused, as are two
 * outcomes of the same run; an outcome that is not there is still to come.
 *
 * @param hiders by name, each once
 * @param seekers by name, each once
 * @param splits how many; they are numbered 0 to splits - 1
 * @param gate the total utility that a hider must reach to be ranked, in [0, 1]
 * @param releases finished runs of hiders, in any order
 * @param matches finished matches, in any order
 */
public record Games(
    List<Entrant> hiders,
    List<Entrant> seekers,
    int splits,
    double gate,
    List<ReleaseOutcome> releases,
    List<MatchOutcome> matches) {

  public Games {
    hiders = List.copyOf(hiders);
    seekers = List.copyOf(seekers);
    releases = List.copyOf(releases);
    matches = List.copyOf(matches);
    Shares.check("gate", gate);
    if (splits < 1) {
      throw new IllegalArgumentException("a game has at least one split, not " + splits);
    }
    Set<String> hiderNames = names("hider", hiders);
    Set<String> seekerNames = names("seeker", seekers);
    Set<Object> seen = new HashSet<>();
    for (ReleaseOutcome release : releases) {
      known("hider", hiderNames, release.hider());
      known(splits, release.split());
      once(seen, List.of(release.hider(), release.split()));
    }
    for (MatchOutcome match : matches) {
      known("hider", hiderNames, match.hider());
      known("seeker", seekerNames, match.seeker());
      known(splits, match.split());
      once(seen, List.of(match.hider(), match.seeker(), match.split()));
    }
  }

  private static Set<String> names(String role, List<Entrant> entrants) {
    Set<String> names = new HashSet<>();
    for (Entrant entrant : entrants) {
      if (!names.add(entrant.name())) {
        throw new IllegalArgumentException("two " + role + "s are called " + entrant.name());
      }
    }
    return names;
  }

  private static void known(String role, Set<String> names, String name) {
    if (!names.contains(name)) {
      throw new IllegalArgumentException("there is no " + role + " called " + name);
    }
  }

  private static void known(int splits, int split) {
    if (split < 0 || split >= splits) {
      throw new IllegalArgumentException(
          "splits are numbered 0 to " + (splits - 1) + ", there is no " + split);
    }
  }

  private static void once(Set<Object> seen, List<Object> run) {
    if (!seen.add(run)) {
      throw new IllegalArgumentException("there are two outcomes of " + run);
    }
  }
}
