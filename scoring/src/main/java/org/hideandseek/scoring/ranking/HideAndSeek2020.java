package org.hideandseek.scoring.ranking;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The profile {@code hide-and-seek-2020}: how the NeurIPS 2020 Hide-and-Seek Privacy Challenge
 * (Jordon et al., arXiv 2007.12087) ranked. A hider's score is the accuracy of the labelling "as
 * many as were members", mean over splits and then over its opponents, lower first; it is ranked if
 * it passed the gate of 2020 (every RMSE at most 5 times that of real data). A seeker's score is
 * the same accuracy over the hiders that passed, higher first. Matches without a score are left
 * out, as are matches within a team. Ties share a rank and stand by name; the unranked stand last,
 * by name.
 *
 * @param hiders ranked ones first
 * @param seekers ranked ones first
 */
public record HideAndSeek2020(List<Row> hiders, List<Row> seekers) {
  public HideAndSeek2020 {
    hiders = List.copyOf(hiders);
    seekers = List.copyOf(seekers);
  }

  /**
   * A line.
   *
   * @param name of the hider or seeker
   * @param team of it
   * @param rank 1 is best; empty for a hider that failed the gate and for whom no match has a score
   * @param meanAccuracy in [0, 1]; empty if no match has a score
   * @param passedGate always for a seeker
   */
  public record Row(
      String name,
      String team,
      OptionalInt rank,
      OptionalDouble meanAccuracy,
      boolean passedGate) {}

  /**
   * Ranks.
   *
   * @param games of which the gate is not used
   * @param passesGate by hider: whether it passed the gate of 2020
   * @throws IllegalArgumentException if a hider is not among {@code passesGate}
   */
  public static HideAndSeek2020 of(Games games, Map<String, Boolean> passesGate) {
    Map<String, Map<String, TreeMap<Integer, Double>>> byHider = new TreeMap<>();
    Map<String, Map<String, TreeMap<Integer, Double>>> bySeeker = new TreeMap<>();
    Map<String, String> hiderTeams = new TreeMap<>();
    Map<String, String> seekerTeams = new TreeMap<>();
    for (Entrant hider : games.hiders()) {
      if (!passesGate.containsKey(hider.name())) {
        throw new IllegalArgumentException(
            "whether " + hider.name() + " passed the gate of 2020 is not said");
      }
      hiderTeams.put(hider.name(), hider.team());
    }
    games.seekers().forEach(seeker -> seekerTeams.put(seeker.name(), seeker.team()));
    for (MatchOutcome match : games.matches()) {
      String hider = match.hider();
      String seeker = match.seeker();
      if (match.score().isEmpty() || hiderTeams.get(hider).equals(seekerTeams.get(seeker))) {
        continue;
      }
      double accuracy = match.score().get().accuracy();
      put(byHider, hider, seeker, match.split(), accuracy);
      if (passesGate.get(hider)) {
        put(bySeeker, seeker, hider, match.split(), accuracy);
      }
    }
    List<Row> hiders = new ArrayList<>();
    hiderTeams.forEach(
        (name, team) ->
            hiders.add(
                new Row(
                    name,
                    team,
                    OptionalInt.empty(),
                    mean(byHider.getOrDefault(name, Map.of())),
                    passesGate.get(name))));
    List<Row> seekers = new ArrayList<>();
    seekerTeams.forEach(
        (name, team) ->
            seekers.add(
                new Row(
                    name,
                    team,
                    OptionalInt.empty(),
                    mean(bySeeker.getOrDefault(name, Map.of())),
                    true)));
    return new HideAndSeek2020(ranked(hiders, 1), ranked(seekers, -1));
  }

  private static void put(
      Map<String, Map<String, TreeMap<Integer, Double>>> table,
      String row,
      String column,
      int split,
      double accuracy) {
    table
        .computeIfAbsent(row, name -> new TreeMap<>())
        .computeIfAbsent(column, name -> new TreeMap<>())
        .put(split, accuracy);
  }

  private static OptionalDouble mean(Map<String, TreeMap<Integer, Double>> opponents) {
    return opponents.values().stream()
        .mapToDouble(
            splits ->
                splits.values().stream().mapToDouble(Double::doubleValue).average().orElseThrow())
        .average();
  }

  private static List<Row> ranked(List<Row> rows, int sign) {
    List<Row> sorted = new ArrayList<>(rows);
    Collections.sort(
        sorted, Comparator.<Row>comparingLong(row -> place(row, sign)).thenComparing(Row::name));
    for (int i = 0; i < sorted.size(); i++) {
      Row row = sorted.get(i);
      long place = place(row, sign);
      if (place == Long.MAX_VALUE) {
        break;
      }
      boolean tied = i > 0 && place(sorted.get(i - 1), sign) == place;
      int rank = tied ? sorted.get(i - 1).rank().orElseThrow() : i + 1;
      sorted.set(
          i,
          new Row(
              row.name(), row.team(), OptionalInt.of(rank), row.meanAccuracy(), row.passedGate()));
    }
    return sorted;
  }

  private static long place(Row row, int sign) {
    return row.passedGate() && row.meanAccuracy().isPresent()
        ? sign * Ranking.rounded(row.meanAccuracy().getAsDouble())
        : Long.MAX_VALUE;
  }
}
