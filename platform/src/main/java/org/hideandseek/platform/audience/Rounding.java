package org.hideandseek.platform.audience;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.hideandseek.platform.audience.Leaderboards.HiderRow;
import org.hideandseek.platform.audience.Leaderboards.MatchRow;
import org.hideandseek.platform.audience.Leaderboards.MatchScores;
import org.hideandseek.platform.audience.Leaderboards.Ranking2020;
import org.hideandseek.platform.audience.Leaderboards.Rating;
import org.hideandseek.platform.audience.Leaderboards.Row2020;
import org.hideandseek.platform.audience.Leaderboards.SeekerRow;

/**
 * Rounds scores to what their intervals support, so that digits that mean nothing about a player
 * tell nothing about patients: the last digit that is kept is at the place of the first significant
 * digit of the interval's half-width, between a tenth of it and all of it, but no finer than 0.001
 * and no coarser than 0.1. A number without an interval keeps two decimals.
 */
final class Rounding {
  private static final int USUAL_DECIMALS = 2;

  private Rounding() {}

  /** How many decimals an interval supports, 1 to 3. */
  static int decimals(double low, double high) {
    double halfWidth = (high - low) / 2;
    if (!(halfWidth > 0)) {
      return USUAL_DECIMALS;
    }
    return Math.max(1, Math.min(3, (int) -Math.floor(Math.log10(halfWidth))));
  }

  static double rounded(double value, int decimals) {
    return Double.isFinite(value)
        ? BigDecimal.valueOf(value).setScale(decimals, RoundingMode.HALF_EVEN).doubleValue() + 0.0
        : value;
  }

  /** A value with its interval's precision. */
  static double rounded(double value, double low, double high) {
    return rounded(value, decimals(low, high));
  }

  private static OptionalDouble rounded(OptionalDouble value, int decimals) {
    return value.isPresent()
        ? OptionalDouble.of(rounded(value.getAsDouble(), decimals))
        : OptionalDouble.empty();
  }

  private static OptionalDouble rounded(OptionalDouble value) {
    return rounded(value, USUAL_DECIMALS);
  }

  private static Map<String, Double> rounded(Map<String, Double> values) {
    return values.entrySet().stream()
        .collect(
            Collectors.toMap(
                Map.Entry::getKey,
                entry -> rounded(entry.getValue(), USUAL_DECIMALS),
                (a, b) -> a,
                TreeMap::new));
  }

  /** All numbers of both boards and of the matches behind them. */
  static Leaderboards rounded(Leaderboards boards) {
    return new Leaderboards(
        boards.challenge(),
        boards.computedAt(),
        boards.scorer(),
        boards.gate(),
        boards.progress(),
        boards.hiders().stream().map(Rounding::rounded).toList(),
        boards.seekers().stream().map(Rounding::rounded).toList(),
        boards.matches().stream().map(Rounding::rounded).toList(),
        boards.ratingBases().stream().map(base -> rounded(base, USUAL_DECIMALS)).toList(),
        rounded(boards.ranking2020()),
        boards.view());
  }

  static MatchRow rounded(MatchRow row) {
    return row.showing(row.scores().map(Rounding::rounded));
  }

  private static MatchScores rounded(MatchScores scores) {
    int decimals = decimals(scores.aucLow(), scores.aucHigh());
    int others = Math.min(decimals, USUAL_DECIMALS);
    return new MatchScores(
        rounded(scores.auc(), decimals),
        rounded(scores.aucLow(), decimals),
        rounded(scores.aucHigh(), decimals),
        rounded(scores.tprAtFpr0001(), USUAL_DECIMALS),
        rounded(scores.tprAtFpr001(), USUAL_DECIMALS),
        rounded(scores.tprAtFpr01(), USUAL_DECIMALS),
        rounded(scores.accuracy(), others),
        rounded(scores.balancedAccuracy(), others));
  }

  private static Rating rounded(Rating rating) {
    int decimals = decimals(rating.low(), rating.high());
    return new Rating(
        rounded(rating.effect(), decimals),
        rounded(rating.low(), decimals),
        rounded(rating.high(), decimals),
        rating.part());
  }

  private static HiderRow rounded(HiderRow row) {
    int decimals =
        row.worstAucLow().isPresent() && row.worstAucHigh().isPresent()
            ? decimals(row.worstAucLow().getAsDouble(), row.worstAucHigh().getAsDouble())
            : USUAL_DECIMALS;
    return new HiderRow(
        row.submission(),
        row.name(),
        row.team(),
        row.baseline(),
        row.rank(),
        row.ranks(),
        row.gate(),
        rounded(row.worstAuc(), decimals),
        rounded(row.worstAucLow(), decimals),
        rounded(row.worstAucHigh(), decimals),
        row.worstSeeker(),
        rounded(row.meanAccuracy()),
        rounded(row.utility()),
        rounded(row.facets()),
        row.rating().map(Rounding::rounded),
        row.claim(),
        row.notMatched());
  }

  private static SeekerRow rounded(SeekerRow row) {
    Optional<Rating> rating = row.rating().map(Rounding::rounded);
    return new SeekerRow(
        row.submission(),
        row.name(),
        row.team(),
        row.baseline(),
        row.rank(),
        row.ranks(),
        rounded(row.meanAuc()),
        rounded(row.bestAuc()),
        rounded(row.worstAuc()),
        rating);
  }

  private static Ranking2020 rounded(Ranking2020 ranking) {
    return new Ranking2020(
        ranking.gateCompared(),
        ranking.hiders().stream().map(Rounding::rounded).toList(),
        ranking.seekers().stream().map(Rounding::rounded).toList());
  }

  private static Row2020 rounded(Row2020 row) {
    return new Row2020(
        row.submission(),
        row.name(),
        row.team(),
        row.baseline(),
        row.rank(),
        row.gate(),
        rounded(row.meanAccuracy()));
  }
}
