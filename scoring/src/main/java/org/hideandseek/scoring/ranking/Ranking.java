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
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.scoring.Interval;
import org.hideandseek.scoring.Student;
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
  static final double CONFIDENCE = 0.95;
  private static final double CHANCE = 0.5;

  private final Games games;
  private final List<Entrant> hiders;
  private final List<Entrant> seekers;
  private final Map<String, Map<String, MatchOutcome[]>> matches = new HashMap<>();
  private final Map<String, Map<Integer, ReleaseOutcome>> releases = new HashMap<>();
  private final Map<String, List<Met>> met = new TreeMap<>();
  private final Map<String, Map<String, Met>> metBySeeker = new HashMap<>();
  private final Additive.Fit fit;

  Ranking(Games games) {
    this.games = games;
    hiders = games.hiders().stream().sorted(Comparator.comparing(Entrant::name)).toList();
    seekers = games.seekers().stream().sorted(Comparator.comparing(Entrant::name)).toList();
    for (MatchOutcome match : games.matches()) {
      matches.computeIfAbsent(match.hider(), hider -> new HashMap<>())
              .computeIfAbsent(match.seeker(), seeker -> new MatchOutcome[games.splits()])[
              match.split()] =
          match;
    }
    for (ReleaseOutcome release : games.releases()) {
      releases
          .computeIfAbsent(release.hider(), name -> new TreeMap<>())
          .put(release.split(), release);
    }
    for (Entrant hider : hiders) {
      List<Met> all = met(hider.name(), opponents(hider));
      met.put(hider.name(), all);
      metBySeeker.put(
          hider.name(), all.stream().collect(Collectors.toMap(Met::seeker, Function.identity())));
    }
    fit =
        Additive.fit(
            met.entrySet().stream()
                .flatMap(
                    entry ->
                        entry.getValue().stream()
                            .map(
                                one ->
                                    new Additive.Pair(
                                        entry.getKey(), one.seeker(), one.auc(), one.variance())))
                .toList());
  }

  private List<Entrant> opponents(Entrant hider) {
    return seekers.stream().filter(seeker -> !seeker.team().equals(hider.team())).toList();
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
        hiderRows,
        rankedSeekers(seekers.stream().map(seeker -> row(seeker, ranked)).toList()),
        fit.additive());
  }

  private HiderRow row(Entrant hider) {
    List<Entrant> opponents = opponents(hider);
    Map<Facet, Double> facets = facets(hider.name());
    OptionalDouble utility = facets.values().stream().mapToDouble(Double::doubleValue).min();
    Optional<Privacy> privacy = privacy(hider.name(), opponents);
    return new HiderRow(
        hider.name(),
        hider.team(),
        standing(hider.name(), utility, privacy),
        OptionalInt.empty(),
        Optional.empty(),
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

  /** What the seekers that have a score found out about a hider. */
  private List<Met> met(String hider, List<Entrant> opponents) {
    List<Met> apart = new ArrayList<>();
    double excess = 0;
    int degrees = 0;
    for (Entrant seeker : opponents) {
      List<Score> scores = scores(hider, seeker.name());
      if (scores.isEmpty()) {
        continue;
      }
      int k = scores.size();
      double auc = mean(scores.stream().mapToDouble(Score::auc).toArray());
      double within = mean(scores.stream().mapToDouble(Score::aucVariance).toArray());
      double squares = 0;
      for (Score score : scores) {
        squares += (score.auc() - auc) * (score.auc() - auc);
      }
      double between = k > 1 ? Math.max(0, squares / (k - 1) - within) : 0;
      excess += squares - (k - 1) * within;
      degrees += k - 1;
      apart.add(new Met(seeker.name(), auc, within, between, k, 0, 0));
    }
    double pooled = degrees > 0 ? Math.max(0, excess / degrees) : 0;
    List<Met> result = new ArrayList<>();
    for (Met one : apart) {
      double between = Math.max(one.varianceBetween(), pooled);
      double total = one.varianceWithin() + between;
      double part = between == 0 ? 0 : between / total;
      result.add(
          new Met(
              one.seeker(),
              one.auc(),
              one.varianceWithin(),
              one.varianceBetween(),
              one.splits(),
              total / one.splits(),
              part == 0 ? Double.POSITIVE_INFINITY : degrees / (part * part)));
    }
    return result;
  }

  /** With those that failed on every split, where something can be expected of them. */
  private List<Met> metOrExpected(String hider, List<Entrant> opponents) {
    List<Met> all = new ArrayList<>(met.get(hider));
    for (Entrant seeker : opponents) {
      if (scores(hider, seeker.name()).isEmpty() && failedThroughout(hider, seeker.name())) {
        fit.expected(hider, seeker.name())
            .map(
                expected ->
                    new Met(
                        seeker.name(),
                        Math.max(0, Math.min(1, expected.auc())),
                        0,
                        0,
                        0,
                        expected.variance(),
                        Double.POSITIVE_INFINITY))
            .ifPresent(all::add);
      }
    }
    all.sort(Comparator.comparing(Met::seeker));
    return all;
  }

  private boolean failedThroughout(String hider, String seeker) {
    return IntStream.range(0, games.splits())
        .allMatch(split -> match(hider, seeker, split).isPresent());
  }

  private Optional<Privacy> privacy(String hider, List<Entrant> opponents) {
    List<Met> scored = met.get(hider);
    if (scored.isEmpty()) {
      return Optional.empty();
    }
    Met worst = scored.get(0);
    double accuracies = 0;
    List<Map<Integer, Double>> aucs = new ArrayList<>();
    for (Met one : scored) {
      accuracies +=
          mean(scores(hider, one.seeker()).stream().mapToDouble(Score::accuracy).toArray());
      aucs.add(aucs(hider, one.seeker()));
      if (rounded(one.auc()) > rounded(worst.auc())) {
        worst = one;
      }
    }
    double corrected = Strongest.leavingOneOut(aucs, games.splits());
    if (Double.isNaN(corrected)) {
      corrected = Strongest.thinned(scored);
    }
    List<Met> all = metOrExpected(hider, opponents);
    for (Met one : all) {
      corrected = one.expected() ? Math.max(corrected, one.auc()) : corrected;
    }
    return Optional.of(
        new Privacy(
            worst.auc(),
            Strongest.interval(all, corrected),
            worst.seeker(),
            accuracies / scored.size(),
            corrected,
            mean(scored.stream().mapToDouble(Met::auc).toArray()),
            all));
  }

  private Map<Integer, Double> aucs(String hider, String seeker) {
    Map<Integer, Double> aucs = new TreeMap<>();
    for (int split = 0; split < games.splits(); split++) {
      Optional<Score> score = match(hider, seeker, split).flatMap(MatchOutcome::score);
      if (score.isPresent()) {
        aucs.put(split, score.get().auc());
      }
    }
    return aucs;
  }

  private List<Score> scores(String hider, String seeker) {
    List<Score> scores = new ArrayList<>(games.splits());
    for (int split = 0; split < games.splits(); split++) {
      match(hider, seeker, split).flatMap(MatchOutcome::score).ifPresent(scores::add);
    }
    return scores;
  }

  /** Empty where it is still to come. */
  private Optional<MatchOutcome> match(String hider, String seeker, int split) {
    MatchOutcome[] played = matches.getOrDefault(hider, Map.of()).get(seeker);
    return played == null ? Optional.empty() : Optional.ofNullable(played[split]);
  }

  private Played played(List<Entrant> hiders, List<Entrant> seekers) {
    int scored = 0;
    int failed = 0;
    for (Entrant hider : hiders) {
      for (Entrant seeker : seekers) {
        for (int split = 0; split < games.splits(); split++) {
          Optional<MatchOutcome> match = match(hider.name(), seeker.name(), split);
          if (match.flatMap(MatchOutcome::score).isPresent()) {
            scored++;
          } else if (match.isPresent()) {
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
    Optional<Strength> strength =
        played.scored() > 0 ? Optional.of(strength(seeker.name(), opponents)) : Optional.empty();
    return new SeekerRow(
        seeker.name(), seeker.team(), OptionalInt.empty(), Optional.empty(), strength, played);
  }

  private Strength strength(String seeker, List<Entrant> opponents) {
    Map<String, Met> by = new TreeMap<>();
    double missing = CHANCE;
    for (Entrant hider : opponents) {
      Met one = metBySeeker.get(hider.name()).get(seeker);
      if (one != null) {
        by.put(hider.name(), one);
        missing = Math.min(missing, one.auc());
      }
    }
    List<Against> results = new ArrayList<>();
    double variance = 0;
    double estimated = 0;
    for (Entrant hider : opponents) {
      double auc = missing;
      Met one = by.get(hider.name());
      if (one != null) {
        double share = (double) one.splits() / games.splits();
        auc = share == 1 ? one.auc() : share * one.auc() + (1 - share) * missing;
        double part = one.variance() * share * share / opponents.size() / opponents.size();
        variance += part;
        estimated += part * part / one.degrees();
      }
      results.add(new Against(hider.name(), auc));
    }
    double degrees = estimated == 0 ? Double.POSITIVE_INFINITY : variance * variance / estimated;
    double meanAuc = mean(results.stream().mapToDouble(Against::auc).toArray());
    ToLongFunction<Against> auc = result -> rounded(result.auc());
    return new Strength(
        meanAuc,
        // Streams keep the first of equals in min, so the best is the least of the negated.
        results.stream()
            .min(Comparator.comparingLong(result -> -auc.applyAsLong(result)))
            .orElseThrow(),
        results.stream().min(Comparator.comparingLong(auc)).orElseThrow(),
        Interval.ofShare(
            meanAuc, Student.quantile((1 - CONFIDENCE) / 2, degrees) * Math.sqrt(variance)),
        variance,
        degrees);
  }

  private static List<HiderRow> ranked(List<HiderRow> rows) {
    List<HiderRow> sorted = new ArrayList<>(rows);
    sorted.sort(
        Comparator.comparing(HiderRow::standing)
            .thenComparingLong(Ranking::place)
            .thenComparing(HiderRow::hider));
    List<Comparisons.Faced> met =
        sorted.stream()
            .filter(row -> row.standing() == Standing.RANKED)
            .map(row -> Comparisons.Faced.of(row.privacy().orElseThrow().seekers()))
            .toList();
    Comparisons comparisons = new Comparisons(met.size());
    for (int i = 0; i < met.size(); i++) {
      for (int j = 0; j < met.size(); j++) {
        if (i != j) {
          comparisons.add(i, j, Comparisons.leaksLess(met.get(i), met.get(j)));
        }
      }
    }
    List<RankRange> ranges = comparisons.ranges();
    for (int i = 0; i < met.size(); i++) {
      HiderRow row = sorted.get(i);
      boolean tied = i > 0 && place(sorted.get(i - 1)) == place(row);
      int rank = tied ? sorted.get(i - 1).rank().orElseThrow() : i + 1;
      sorted.set(i, row.ranked(rank, ranges.get(i)));
    }
    return sorted;
  }

  private static List<SeekerRow> rankedSeekers(List<SeekerRow> rows) {
    List<SeekerRow> sorted = new ArrayList<>(rows);
    sorted.sort(
        Comparator.<SeekerRow>comparingLong(Ranking::place).thenComparing(SeekerRow::seeker));
    List<Strength> strengths = sorted.stream().flatMap(row -> row.strength().stream()).toList();
    Comparisons comparisons = new Comparisons(strengths.size());
    for (int i = 0; i < strengths.size(); i++) {
      for (int j = 0; j < strengths.size(); j++) {
        Strength one = strengths.get(i);
        Strength other = strengths.get(j);
        if (i != j) {
          comparisons.add(
              i,
              j,
              Comparisons.above(
                  one.meanAuc() - other.meanAuc(),
                  one.variance() + other.variance(),
                  Math.min(one.degrees(), other.degrees())));
        }
      }
    }
    List<RankRange> ranges = comparisons.ranges();
    for (int i = 0; i < strengths.size(); i++) {
      SeekerRow row = sorted.get(i);
      boolean tied = i > 0 && place(sorted.get(i - 1)) == place(row);
      int rank = tied ? sorted.get(i - 1).rank().orElseThrow() : i + 1;
      sorted.set(i, row.ranked(rank, ranges.get(i)));
    }
    return sorted;
  }

  /** Lower is better; the same for hiders that share a rank, and for all that have none. */
  private static long place(HiderRow row) {
    return row.standing() == Standing.RANKED
        ? rounded(row.privacy().orElseThrow().correctedAuc())
        : Long.MAX_VALUE;
  }

  private static long place(SeekerRow row) {
    return row.strength().map(strength -> -rounded(strength.meanAuc())).orElse(Long.MAX_VALUE);
  }

  static long rounded(double auc) {
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
