package org.hideandseek.web.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Leaderboards.HiderRow;
import org.hideandseek.platform.audience.Leaderboards.Ranks;
import org.hideandseek.platform.audience.Leaderboards.Rating;
import org.hideandseek.platform.audience.Leaderboards.Row2020;
import org.hideandseek.platform.audience.Leaderboards.SeekerRow;
import org.hideandseek.platform.audience.SubmissionSummary;
import org.hideandseek.platform.report.ClaimReport;
import org.hideandseek.web.page.Figures;
import org.hideandseek.web.submission.SubmissionView.Fact;

/** Where a submission stands, as its line of the leaderboard says. */
final class Standing {
  private Standing() {}

  /** Empty where it is on no board. */
  static List<Fact> of(SubmissionSummary summary, Leaderboards boards) {
    return switch (summary.role()) {
      case HIDER ->
          boards.hiders().stream()
              .filter(row -> row.submission() == summary.id())
              .findFirst()
              .map(row -> facts(row, boards))
              .orElse(List.of());
      case SEEKER ->
          boards.seekers().stream()
              .filter(row -> row.submission() == summary.id())
              .findFirst()
              .map(row -> facts(row, boards))
              .orElse(List.of());
    };
  }

  private static List<Fact> facts(HiderRow row, Leaderboards boards) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new Fact(
            "Rank",
            rank(row.rank(), row.ranks()) + row.notMatched().map(why -> ", " + why).orElse("")));
    facts.add(
        new Fact(
            "AUC of the strongest seeker",
            Figures.score(row.worstAuc())
                + range(row.worstAucLow(), row.worstAucHigh())
                + row.worstSeeker().map(seeker -> ", by " + seeker).orElse("")
                + "; lower is better"));
    facts.add(new Fact("Utility", Figures.score(row.utility()) + ", gate " + row.gate().word()));
    facts.add(rating(row.rating(), boards, "lower is better"));
    row.claim().ifPresent(claim -> facts.add(new Fact("Claim", words(claim))));
    facts.add(then(boards.ranking2020().hiders(), row.submission(), "lower is better"));
    return facts;
  }

  private static String words(ClaimReport claim) {
    String accounting =
        switch (claim.accounting()) {
          case FOLLOWS -> "as follows from the noise that it lists";
          case DOES_NOT_FOLLOW -> "which does not follow from the noise that it lists";
          case NOT_ACCOUNTED -> "without figures to account for";
        };
    return "differential privacy with epsilon "
        + Figures.exact(claim.epsilon())
        + " at delta "
        + Figures.exact(claim.delta())
        + ", "
        + accounting
        + "; each release shows what seekers proved";
  }

  private static List<Fact> facts(SeekerRow row, Leaderboards boards) {
    List<Fact> facts = new ArrayList<>();
    facts.add(new Fact("Rank", rank(row.rank(), row.ranks())));
    facts.add(
        new Fact(
            "Mean AUC",
            Figures.score(row.meanAuc())
                + ", best "
                + Figures.score(row.bestAuc())
                + ", worst "
                + Figures.score(row.worstAuc())
                + "; higher is better"));
    facts.add(rating(row.rating(), boards, "higher is better"));
    facts.add(then(boards.ranking2020().seekers(), row.submission(), "higher is better"));
    return facts;
  }

  private static String rank(OptionalInt rank, Optional<Ranks> ranks) {
    if (rank.isEmpty()) {
      return "not ranked";
    }
    return Integer.toString(rank.getAsInt())
        + ranks
            .filter(range -> range.best() != range.worst())
            .map(range -> ", at 95 % between " + range.best() + " and " + range.worst())
            .orElse("");
  }

  private static Fact rating(Optional<Rating> rating, Leaderboards boards, String direction) {
    return new Fact(
        "Rating",
        rating
            .map(
                known ->
                    String.format(
                        Locale.ROOT,
                        "%s (%s to %s) on the mean AUC of %s; %s",
                        Figures.score(known.effect()),
                        Figures.score(known.low()),
                        Figures.score(known.high()),
                        Figures.score(boards.ratingBases().get(known.part())),
                        direction))
            .orElse(Figures.NOT_SCORED));
  }

  private static Fact then(List<Row2020> rows, long submission, String direction) {
    return new Fact(
        "As in 2020",
        rows.stream()
            .filter(row -> row.submission() == submission)
            .findFirst()
            .map(
                row ->
                    (row.rank().isPresent() ? "rank " + row.rank().getAsInt() : "not ranked")
                        + ", mean accuracy "
                        + Figures.score(row.meanAccuracy())
                        + "; "
                        + direction)
            .orElse(Figures.NOT_SCORED));
  }

  private static String range(OptionalDouble low, OptionalDouble high) {
    return low.isPresent() && high.isPresent()
        ? " (" + Figures.score(low) + "–" + Figures.score(high) + ")"
        : "";
  }
}
