package org.hideandseek.web.board;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Leaderboards.HiderRow;
import org.hideandseek.platform.audience.Leaderboards.MatchRow;
import org.hideandseek.platform.audience.Leaderboards.SeekerRow;

/**
 * Every hider against every seeker; players in the order of their boards.
 *
 * @param seekers the columns
 * @param rows the hiders
 */
record Matrix(List<SeekerRow> seekers, List<Row> rows) {

  /** A hider and its pairs, one for each seeker. */
  record Row(HiderRow hider, List<Pair> pairs) {}

  /**
   * A hider and a seeker.
   *
   * @param meanAuc mean over the splits that are scored
   * @param scored how many splits are
   * @param ended how many of its matches have ended, scored or not
   * @param ranks whether it counts
   */
  record Pair(OptionalDouble meanAuc, int scored, int ended, boolean ranks) {}

  private record Key(long hider, long seeker) {}

  static Matrix of(Leaderboards boards) {
    Map<Key, List<MatchRow>> matches = new HashMap<>();
    for (MatchRow match : boards.matches()) {
      matches
          .computeIfAbsent(
              new Key(match.hiderSubmission(), match.seekerSubmission()), key -> new ArrayList<>())
          .add(match);
    }
    return new Matrix(
        boards.seekers(),
        boards.hiders().stream()
            .map(
                hider ->
                    new Row(
                        hider,
                        boards.seekers().stream()
                            .map(
                                seeker ->
                                    pair(
                                        matches.getOrDefault(
                                            new Key(hider.submission(), seeker.submission()),
                                            List.of())))
                            .toList()))
            .toList());
  }

  private static Pair pair(List<MatchRow> matches) {
    double[] aucs =
        matches.stream()
            .map(MatchRow::scores)
            .flatMap(Optional::stream)
            .mapToDouble(Leaderboards.MatchScores::auc)
            .filter(Double::isFinite)
            .toArray();
    double sum = 0;
    for (double auc : aucs) {
      sum += auc;
    }
    return new Pair(
        aucs.length == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / aucs.length),
        aucs.length,
        (int) matches.stream().filter(match -> match.state().isFinal()).count(),
        matches.stream().allMatch(MatchRow::ranks));
  }
}
