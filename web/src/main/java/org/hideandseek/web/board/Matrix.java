package org.hideandseek.web.board;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.AbstractList;
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
import org.hideandseek.web.api.Json;

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

  /** Of everybody. A row is made when it is asked for, each time: read them once, in order. */
  static Matrix of(Leaderboards boards) {
    List<HiderRow> hiders = boards.hiders();
    List<SeekerRow> seekers = boards.seekers();
    return new Matrix(
        seekers,
        new AbstractList<>() {
          @Override
          public Row get(int index) {
            return row(boards, hiders.get(index), seekers);
          }

          @Override
          public int size() {
            return hiders.size();
          }
        });
  }

  /** Of some of the hiders and seekers of the boards. */
  static Matrix of(Leaderboards boards, List<HiderRow> hiders, List<SeekerRow> seekers) {
    return new Matrix(seekers, hiders.stream().map(hider -> row(boards, hider, seekers)).toList());
  }

  private static Row row(Leaderboards boards, HiderRow hider, List<SeekerRow> seekers) {
    Map<Long, List<MatchRow>> matches = new HashMap<>();
    for (MatchRow match : MatchesView.ofHider(boards.matches(), hider.name())) {
      matches.computeIfAbsent(match.seekerSubmission(), key -> new ArrayList<>()).add(match);
    }
    return new Row(
        hider,
        seekers.stream()
            .map(seeker -> pair(matches.getOrDefault(seeker.submission(), List.of())))
            .toList());
  }

  /** Writes a row as the API has it. */
  void writeTo(ObjectNode node, Row row) {
    node.put("name", row.hider().name());
    ArrayNode pairs = node.putArray("pairs");
    for (int i = 0; i < row.pairs().size(); i++) {
      Pair pair = row.pairs().get(i);
      ObjectNode cell = pairs.addObject();
      cell.put("seeker", seekers.get(i).name());
      Json.put(cell, "mean_auc", pair.meanAuc());
      cell.put("splits_scored", pair.scored());
      cell.put("ranks", pair.ranks());
    }
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
