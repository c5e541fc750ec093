package org.hideandseek.scoring.ranking;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.scoring.Interval;
import org.hideandseek.scoring.ranking.HiderRow.Privacy;
import org.hideandseek.scoring.ranking.HiderRow.Standing;
import org.hideandseek.scoring.ranking.MatchOutcome.Score;
import org.hideandseek.scoring.ranking.SeekerRow.Against;
import org.hideandseek.scoring.ranking.SeekerRow.Strength;

/**
 * Makes {@link Boards}. Everything is visited by name and split, so that sums don't depend on
 * order.
 */
final class Ranking {
  private static final double CONFIDENCE = 0.95;
  private static final double CHANCE = 0.5;

  private final Games games;
  private final List<Entrant> hiders;
  private final List<Entrant> seekers;
  private final Map<Run, MatchOutcome> matches = new HashMap<>();
  private final Map<String, Map<Integer, ReleaseOutcome>> releases = new HashMap<>();

  private record Run(String hider, String seeker, int split) {}

  Ranking(Games games) {
    this.games = games;
    hiders = games.hiders().stream().sorted(Comparator.comparing(Entrant::name)).toList();
    seekers = games.seekers().stream().sorted(Comparator.comparing(Entrant::name)).toList();
    for (MatchOutcome match : games.matches()) {
      matches.put(new Run(match.hider(), match.seeker(), match.split()), match);
    }
    for (ReleaseOutcome release : games.releases()) {
      releases
          .computeIfAbsent(release.hider(), name -> new TreeMap<>())
          .put(release.split(), release);
    }
  }

  Boards boards() {
    List<HiderRow> hiderRows = hiders.stream().map(this::row).toList();
    hiderRows = ranked(hiderRows);
    List<Entrant> ranked =
        hiderRows.stream()
            .filter(row -> row.standing() == Standing.RANKED)
            .map(row -> new Entrant(row.hider(), row.team()))
            .sorted(Comparator.comparing(Entrant::name))
            .toList();
    return new Boards(
        hiderRows, rankedSeekers(seekers.stream().map(seeker -> row(seeker, ranked)).toList()));
  }

  private HiderRow row(Entrant hider) {
    List<Entrant> opponents =
        seekers.stream().filter(seeker -> !seeker.team().equals(hider.team())).toList();
    Map<Facet, Double> facets = facets(hider.name());
    OptionalDouble utility = facets.values().stream().mapToDouble(Double::doubleValue).min();
    Optional<Privacy> privacy = privacy(hider.name(), opponents);
    return new HiderRow(
        hider.name(),
        hider.team(),
        standing(hider.name(), utility, privacy),
        OptionalInt.empty(),
        privacy,
        utility,
        facets,
        played(List.of(hider), opponents));
  }

  private Standing standing(String hider, OptionalDouble utility, Optional<Privacy> privacy) {
    Map<Integer, ReleaseOutcome> played = releases.getOrDefault(hider, Map.of());
    if (played.values().stream().anyMatch(release -> release.facets().isEmpty())) {
      return Standing.RELEASE_FAILED;
    }
    if (played.size() < games.splits()) {
      return Standing.WAITING;
    }
    if (utility.orElse(0) < games.gate()) {
      return Standing.GATE_FAILED;
    }
    return privacy.isPresent() ? Standing.RANKED : Standing.WAITING;
  }

  private Map<Facet, Double> facets(String hider) {
    return releases.getOrDefault(hider, Map.of()).values().stream()
        .flatMap(release -> release.facets().stream())
        .flatMap(facets -> facets.entrySet().stream())
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, TreeMap::new, Collectors.averagingDouble(Map.Entry::getValue)));
  }

  private Optional<Privacy> privacy(String hider, List<Entrant> opponents) {
    double z = Interval.normalQuantile(1 - (1 - CONFIDENCE) / Math.max(1, opponents.size()));
    String worstSeeker = "";
    double worst = -1;
    double low = 0;
    double high = 0;
    double accuracies = 0;
    int met = 0;
    for (Entrant seeker : opponents) {
      List<Score> scores = scores(hider, seeker.name());
      if (scores.isEmpty()) {
        continue;
      }
      double auc = mean(scores.stream().mapToDouble(Score::auc).toArray());
      Interval interval = Interval.ofShare(auc, z * Math.sqrt(varianceOfMean(scores, auc)));
      low = Math.max(low, interval.low());
      high = Math.max(high, interval.high());
      accuracies += mean(scores.stream().mapToDouble(Score::accuracy).toArray());
      met++;
      if (worstSeeker.isEmpty() || rounded(auc) > rounded(worst)) {
        worst = auc;
        worstSeeker = seeker.name();
      }
    }
    return met == 0
        ? Optional.empty()
        : Optional.of(new Privacy(worst, new Interval(low, high), worstSeeker, accuracies / met));
  }

  private static double varianceOfMean(List<Score> scores, double mean) {
    int k = scores.size();
    double within = mean(scores.stream().mapToDouble(Score::aucVariance).toArray());
    double between = 0;
    if (k > 1) {
      double squares = 0;
      for (Score score : scores) {
        squares += (score.auc() - mean) * (score.auc() - mean);
      }
      between = Math.max(0, squares / (k - 1) - within);
    }
    return (within + between) / k;
  }

  private List<Score> scores(String hider, String seeker) {
    return IntStream.range(0, games.splits())
        .mapToObj(split -> Optional.ofNullable(matches.get(new Run(hider, seeker, split))))
        .flatMap(Optional::stream)
        .flatMap(match -> match.score().stream())
        .toList();
  }

  private Played played(List<Entrant> hiders, List<Entrant> seekers) {
    int scored = 0;
    int failed = 0;
    for (Entrant hider : hiders) {
      for (Entrant seeker : seekers) {
        for (int split = 0; split < games.splits(); split++) {
          MatchOutcome match = matches.get(new Run(hider.name(), seeker.name(), split));
          if (match != null && match.score().isPresent()) {
            scored++;
          } else if (match != null) {
            failed++;
          }
        }
      }
    }
    return new Played(
        scored, failed, hiders.size() * seekers.size() * games.splits() - scored - failed);
  }

  private SeekerRow row(Entrant seeker, List<Entrant> ranked) {
    List<Entrant> opponents =
        ranked.stream().filter(hider -> !hider.team().equals(seeker.team())).toList();
    Played played = played(opponents, List.of(seeker));
    Optional<Strength> strength = Optional.empty();
    if (played.scored() > 0) {
      List<Against> results =
          opponents.stream().map(hider -> against(hider.name(), seeker.name())).toList();
      ToLongFunction<Against> auc = result -> rounded(result.auc());
      strength =
          Optional.of(
              new Strength(
                  mean(results.stream().mapToDouble(Against::auc).toArray()),
                  // Streams keep the first of equals in min, so the best is the least of the
                  // negated.
                  results.stream()
                      .min(Comparator.comparingLong(result -> -auc.applyAsLong(result)))
                      .orElseThrow(),
                  results.stream().min(Comparator.comparingLong(auc)).orElseThrow()));
    }
    return new SeekerRow(seeker.name(), seeker.team(), OptionalInt.empty(), strength, played);
  }

  private Against against(String hider, String seeker) {
    List<Score> scores = scores(hider, seeker);
    double sum = CHANCE * (games.splits() - scores.size());
    for (Score score : scores) {
      sum += score.auc();
    }
    return new Against(hider, sum / games.splits());
  }

  private static List<HiderRow> ranked(List<HiderRow> rows) {
    List<HiderRow> sorted = new ArrayList<>(rows);
    sorted.sort(
        Comparator.comparing(HiderRow::standing)
            .thenComparingLong(Ranking::place)
            .thenComparing(HiderRow::hider));
    for (int i = 0; i < sorted.size(); i++) {
      HiderRow row = sorted.get(i);
      if (row.standing() == Standing.RANKED) {
        boolean tied = i > 0 && place(sorted.get(i - 1)) == place(row);
        int rank = tied ? sorted.get(i - 1).rank().orElseThrow() : i + 1;
        sorted.set(
            i,
            new HiderRow(
                row.hider(),
                row.team(),
                row.standing(),
                OptionalInt.of(rank),
                row.privacy(),
                row.utility(),
                row.facets(),
                row.played()));
      }
    }
    return sorted;
  }

  private static List<SeekerRow> rankedSeekers(List<SeekerRow> rows) {
    List<SeekerRow> sorted = new ArrayList<>(rows);
    sorted.sort(
        Comparator.<SeekerRow>comparingLong(Ranking::place).thenComparing(SeekerRow::seeker));
    for (int i = 0; i < sorted.size(); i++) {
      SeekerRow row = sorted.get(i);
      if (row.strength().isPresent()) {
        boolean tied = i > 0 && place(sorted.get(i - 1)) == place(row);
        int rank = tied ? sorted.get(i - 1).rank().orElseThrow() : i + 1;
        sorted.set(
            i,
            new SeekerRow(
                row.seeker(), row.team(), OptionalInt.of(rank), row.strength(), row.played()));
      }
    }
    return sorted;
  }

  /** Lower is better; the same for hiders that share a rank, and for all that have none. */
  private static long place(HiderRow row) {
    return row.standing() == Standing.RANKED
        ? rounded(row.privacy().orElseThrow().worstAuc())
        : Long.MAX_VALUE;
  }

  private static long place(SeekerRow row) {
    return row.strength().map(strength -> -rounded(strength.meanAuc())).orElse(Long.MAX_VALUE);
  }

  private static long rounded(double auc) {
    return Math.round(auc * 1e9);
  }

  private static double mean(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value;
    }
    return sum / values.length;
  }
}
