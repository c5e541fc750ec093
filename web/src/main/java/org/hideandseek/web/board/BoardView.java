package org.hideandseek.web.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.bundle.RankingRules.Profile;
import org.hideandseek.platform.audience.ChallengeDetails;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Leaderboards.Gate;
import org.hideandseek.platform.audience.Leaderboards.HiderRow;
import org.hideandseek.platform.audience.Leaderboards.Ranks;
import org.hideandseek.platform.audience.Leaderboards.Rating;
import org.hideandseek.platform.audience.Leaderboards.Row2020;
import org.hideandseek.platform.audience.Leaderboards.SeekerRow;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.report.ClaimReport;
import org.hideandseek.web.challenge.ChallengeNav;
import org.hideandseek.web.challenge.StateLine;
import org.hideandseek.web.page.Address;
import org.hideandseek.web.page.Figures;
import org.hideandseek.web.page.Pages;

/** Both leaderboards of a challenge. */
record BoardView(
    String name,
    String title,
    ChallengeNav nav,
    StateLine state,
    Filter filter,
    HiderTable hiders,
    SeekerTable seekers,
    String ratingBase,
    boolean first2020,
    Table2020 hiders2020,
    Table2020 seekers2020,
    String gate2020,
    String computedAt,
    String computedAtIso,
    String scorer,
    String gate,
    String splits) {

  private static final int ROWS = 100;

  static BoardView of(ChallengeDetails challenge, Leaderboards boards, Address here) {
    Filter filter = Filter.of(here);
    String name = challenge.definition().name();
    return new BoardView(
        name,
        challenge.definition().title(),
        ChallengeNav.of(name, "leaderboard"),
        StateLine.of(challenge, boards, here.href()),
        filter,
        HiderTable.of(boards.hiders(), challenge.definition().facets(), here, filter),
        SeekerTable.of(boards.seekers(), here, filter),
        ratingBase(boards),
        challenge.definition().ranking().profile() == Profile.HIDE_AND_SEEK_2020,
        Table2020.of(boards.ranking2020().hiders(), filter, here, Pages.PAGE),
        Table2020.of(boards.ranking2020().seekers(), filter, here, Pages.SEEKER_PAGE),
        gate2020(boards.ranking2020().gateCompared()),
        Figures.time(boards.computedAt()),
        Figures.iso(boards.computedAt()),
        boards.scorer(),
        Figures.fixed(boards.gate(), 2),
        Figures.count(boards.view().splits(), "split"));
  }

  private static String ratingBase(Leaderboards boards) {
    List<String> bases = boards.ratingBases().stream().map(Figures::score).toList();
    return switch (bases.size()) {
      case 0 -> "";
      case 1 -> "the mean of all, " + bases.get(0);
      default ->
          "the mean of all ("
              + String.join(", ", bases)
              + " in parts of the matrix that nobody played between, so that ratings compare only"
              + " within one)";
    };
  }

  private static String gate2020(boolean compared) {
    return compared
        ? "the gate of 2020: no prediction learned from the release errs more than five times as"
            + " much as one learned from the members"
        : "a gate that this challenge cannot compute, as it lists no facet with predictions of"
            + " features: every hider passes it";
  }

  boolean last2020() {
    return !first2020 && (hiders2020.entered() || seekers2020.entered());
  }

  boolean rated() {
    return !ratingBase.isEmpty();
  }

  /** How 2020 would rank one role. */
  record Table2020(boolean entered, List<Line2020> lines, Pages pages) {
    static Table2020 of(List<Row2020> rows, Filter filter, Address here, String parameter) {
      List<Row2020> taken =
          rows.stream()
              .filter(
                  row ->
                      filter.takes(row.name(), row.team(), row.baseline(), row.rank().isPresent()))
              .toList();
      Pages.Part<Row2020> part =
          Pages.part(taken, ROWS, here, parameter, "Players", "ranking-2020");
      return new Table2020(
          !rows.isEmpty(), part.rows().stream().map(Line2020::of).toList(), part.pages());
    }

    boolean nothingFound() {
      return lines.isEmpty();
    }
  }

  /** A line as of 2020. */
  record Line2020(
      Optional<String> rank,
      long submission,
      String player,
      String team,
      boolean baseline,
      String gateWord,
      Score accuracy) {
    static Line2020 of(Row2020 row) {
      return new Line2020(
          row.rank().isPresent()
              ? Optional.of(Integer.toString(row.rank().getAsInt()))
              : Optional.empty(),
          row.submission(),
          row.name(),
          row.team(),
          row.baseline(),
          row.gate().word(),
          Score.of(row.meanAccuracy()));
    }
  }

  /** A rating with its interval. */
  record Rated(String effect, String interval) {
    static Rated of(Rating rating) {
      return new Rated(
          signed(rating.effect()), signed(rating.low()) + " to " + signed(rating.high()));
    }

    private static String signed(double value) {
      String text = Figures.score(value);
      return value > 0 && !text.equals("0.000") ? "+" + text : text;
    }
  }

  private static OptionalDouble effect(Optional<Rating> rating) {
    return rating.isPresent() ? OptionalDouble.of(rating.get().effect()) : OptionalDouble.empty();
  }

  /**
   * Which rows are shown.
   *
   * @param text a part of a player's or team's name
   * @param show {@code all}, {@code ranked} or {@code teams}
   * @param kept parameters that the form has to carry along
   */
  record Filter(String text, String show, List<Kept> kept, String clear) {

    record Kept(String key, String value) {}

    static Filter of(Address here) {
      String show = here.value("show").isEmpty() ? "all" : here.value("show");
      if (!List.of("all", "ranked", "teams").contains(show)) {
        throw new ProblemException(Problem.INVALID, "The parameter show is all, ranked or teams.");
      }
      return new Filter(
          here.value("q"),
          show,
          here.query().entrySet().stream()
              .filter(
                  entry ->
                      !List.of("q", "show", Pages.PAGE, Pages.SEEKER_PAGE).contains(entry.getKey()))
              .map(entry -> new Kept(entry.getKey(), entry.getValue()))
              .toList(),
          here.with("q", "")
              .with("show", "")
              .with(Pages.PAGE, "")
              .with(Pages.SEEKER_PAGE, "")
              .href());
    }

    boolean active() {
      return !text.isEmpty() || !show.equals("all");
    }

    boolean all() {
      return show.equals("all");
    }

    boolean ranked() {
      return show.equals("ranked");
    }

    boolean teams() {
      return show.equals("teams");
    }

    private boolean takes(String player, String team, boolean baseline, boolean isRanked) {
      String part = text.toLowerCase(Locale.ROOT);
      return (player.toLowerCase(Locale.ROOT).contains(part)
              || team.toLowerCase(Locale.ROOT).contains(part))
          && (!ranked() || isRanked)
          && (!teams() || !baseline);
    }
  }

  /** Such as {@code 2–4}; empty where the rank is certain. */
  private static Optional<String> rankRange(Optional<Ranks> ranks) {
    return ranks
        .filter(range -> range.best() != range.worst())
        .map(range -> range.best() + "–" + range.worst());
  }

  /** The hiders' board. */
  record HiderTable(
      boolean entered,
      List<Column.ColumnHead> heads,
      int columns,
      List<HiderLine> ranked,
      List<HiderLine> unranked,
      IntervalBar.Axis axis,
      Pages pages) {

    static HiderTable of(List<HiderRow> rows, List<Facet> facets, Address here, Filter filter) {
      List<Column<HiderRow>> columns = new ArrayList<>();
      columns.add(Column.rank("rank", "Rank", HiderRow::rank));
      columns.add(Column.text("name", "Hider", HiderRow::name));
      columns.add(Column.score("worst-auc", "Worst AUC", HiderRow::worstAuc));
      columns.add(
          Column.text("strongest", "Strongest seeker", row -> row.worstSeeker().orElse("")));
      columns.add(Column.score("rating", "Rating", row -> effect(row.rating())));
      columns.add(Column.text("gate", "Gate", row -> row.gate().word()));
      columns.add(Column.score("utility", "Utility", HiderRow::utility));
      for (Facet facet : facets) {
        columns.add(
            Column.score(facet.word(), label(facet.word()), row -> facet(row, facet.word())));
      }
      Column.Order order = Column.Order.of(here, "");
      IntervalBar.Axis axis = IntervalBar.Axis.of(rows);
      List<HiderRow> taken =
          Column.sorted(
              rows.stream()
                  .filter(
                      row ->
                          filter.takes(
                              row.name(), row.team(), row.baseline(), row.rank().isPresent()))
                  .toList(),
              columns,
              order);
      // Those that are ranked stand first, whatever the order.
      List<HiderRow> rankedFirst =
          taken.stream().sorted(Comparator.comparing(row -> row.rank().isEmpty())).toList();
      Pages.Part<HiderRow> part =
          Pages.part(rankedFirst, ROWS, here, Pages.PAGE, "Hiders", "hiders");
      List<HiderLine> lines =
          part.rows().stream().map(row -> HiderLine.of(row, facets, axis, here.path())).toList();
      return new HiderTable(
          !rows.isEmpty(),
          Column.heads(columns, order, here, "hiders"),
          columns.size(),
          lines.stream().filter(line -> line.rank().isPresent()).toList(),
          lines.stream().filter(line -> line.rank().isEmpty()).toList(),
          axis,
          part.pages());
    }

    boolean hasUnranked() {
      return !unranked.isEmpty();
    }

    boolean nothingFound() {
      return ranked.isEmpty() && unranked.isEmpty();
    }

    private static OptionalDouble facet(HiderRow row, String facet) {
      Double skill = row.facets().get(facet);
      return skill == null ? OptionalDouble.empty() : OptionalDouble.of(skill);
    }

    private static String label(String facet) {
      String words = facet.replace('-', ' ');
      return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
  }

  /** A hider's line. */
  record HiderLine(
      Optional<String> rank,
      Optional<String> ranks,
      long submission,
      String player,
      String team,
      boolean baseline,
      Optional<String> claim,
      Optional<String> notMatched,
      boolean passed,
      boolean failed,
      String gateWord,
      Optional<Worst> worst,
      Optional<Opponent> strongest,
      Optional<Rated> rating,
      Score utility,
      List<Score> facets,
      String matches) {

    static HiderLine of(HiderRow row, List<Facet> facets, IntervalBar.Axis axis, String board) {
      Address matches = matchesPage(board).with("hider", row.name());
      return new HiderLine(
          row.rank().isPresent()
              ? Optional.of(Integer.toString(row.rank().getAsInt()))
              : Optional.empty(),
          rankRange(row.ranks()),
          row.submission(),
          row.name(),
          row.team(),
          row.baseline(),
          row.claim().map(HiderLine::words),
          row.notMatched(),
          row.gate() == Gate.PASSED,
          row.gate() == Gate.FAILED,
          row.gate().word(),
          Worst.of(row, axis),
          row.worstSeeker()
              .map(seeker -> new Opponent(seeker, matches.with("seeker", seeker).href())),
          row.rating().map(Rated::of),
          Score.of(row.utility()),
          facets.stream().map(facet -> Score.of(HiderTable.facet(row, facet.word()))).toList(),
          matches.href());
    }

    private static String words(ClaimReport claim) {
      return "claims epsilon "
          + Figures.exact(claim.epsilon())
          + " at delta "
          + Figures.exact(claim.delta())
          + (claim.accounting() == ClaimReport.Accounting.DOES_NOT_FOLLOW
              ? ", which does not follow"
              : "");
    }
  }

  /** The AUC of the strongest seeker, in numbers and drawn. */
  record Worst(String auc, Optional<String> interval, Optional<IntervalBar> bar) {
    static Optional<Worst> of(HiderRow row, IntervalBar.Axis axis) {
      double auc = row.worstAuc().orElse(Double.NaN);
      if (!Double.isFinite(auc)) {
        return Optional.empty();
      }
      double low = row.worstAucLow().orElse(Double.NaN);
      double high = row.worstAucHigh().orElse(Double.NaN);
      return Optional.of(
          Double.isFinite(low) && Double.isFinite(high)
              ? new Worst(
                  Figures.score(auc),
                  Optional.of(Figures.score(low) + "\u2013" + Figures.score(high)),
                  Optional.of(IntervalBar.of(low, auc, high, axis)))
              : new Worst(Figures.score(auc), Optional.empty(), Optional.empty()));
    }
  }

  record Opponent(String label, String href) {}

  /** A number, or the words that there is none. */
  record Score(String text, boolean missing) {
    static Score of(OptionalDouble value) {
      String text = Figures.score(value);
      return new Score(text, text.equals(Figures.NOT_SCORED));
    }
  }

  /** The seekers' board. */
  record SeekerTable(
      boolean entered,
      List<Column.ColumnHead> heads,
      int columns,
      List<SeekerLine> lines,
      Pages pages) {

    static SeekerTable of(List<SeekerRow> rows, Address here, Filter filter) {
      List<Column<SeekerRow>> columns =
          List.of(
              Column.rank("rank", "Rank", SeekerRow::rank),
              Column.text("name", "Seeker", SeekerRow::name),
              Column.score("mean-auc", "Mean AUC", SeekerRow::meanAuc),
              Column.score("best-auc", "Best", SeekerRow::bestAuc),
              Column.score("worst-auc", "Worst", SeekerRow::worstAuc),
              Column.score("rating", "Rating", row -> effect(row.rating())));
      Column.Order order = Column.Order.of(here, "seeker-");
      List<SeekerRow> taken =
          Column.sorted(
              rows.stream()
                  .filter(
                      row ->
                          filter.takes(
                              row.name(), row.team(), row.baseline(), row.rank().isPresent()))
                  .toList(),
              columns,
              order);
      Pages.Part<SeekerRow> part =
          Pages.part(taken, ROWS, here, Pages.SEEKER_PAGE, "Seekers", "seekers");
      return new SeekerTable(
          !rows.isEmpty(),
          Column.heads(columns, order, here, "seekers"),
          columns.size(),
          part.rows().stream().map(row -> SeekerLine.of(row, here.path())).toList(),
          part.pages());
    }

    boolean nothingFound() {
      return lines.isEmpty();
    }
  }

  /** A seeker's line. */
  record SeekerLine(
      Optional<String> rank,
      Optional<String> ranks,
      long submission,
      String player,
      String team,
      boolean baseline,
      Score mean,
      Score best,
      Score least,
      Optional<Rated> rating,
      String matches) {

    static SeekerLine of(SeekerRow row, String board) {
      return new SeekerLine(
          row.rank().isPresent()
              ? Optional.of(Integer.toString(row.rank().getAsInt()))
              : Optional.empty(),
          rankRange(row.ranks()),
          row.submission(),
          row.name(),
          row.team(),
          row.baseline(),
          Score.of(row.meanAuc()),
          Score.of(row.bestAuc()),
          Score.of(row.worstAuc()),
          row.rating().map(Rated::of),
          matchesPage(board).with("seeker", row.name()).href());
    }
  }

  private static Address matchesPage(String board) {
    return Address.of(board.substring(0, board.lastIndexOf('/')) + "/matches");
  }
}
