package org.hideandseek.web.board;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hideandseek.platform.audience.ChallengeDetails;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Leaderboards.HiderRow;
import org.hideandseek.platform.audience.Leaderboards.SeekerRow;
import org.hideandseek.web.challenge.ChallengeNav;
import org.hideandseek.web.challenge.StateLine;
import org.hideandseek.web.page.Address;
import org.hideandseek.web.page.Figures;
import org.hideandseek.web.page.Pages;

/** The matrix of hiders and seekers. */
record MatrixView(
    String name,
    String title,
    ChallengeNav nav,
    StateLine state,
    List<Player> seekers,
    List<Row> rows,
    Pages hiderPages,
    Pages seekerPages,
    String splits,
    String computedAt,
    String computedAtIso,
    String scorer) {

  private static final int HIDERS = 50;
  private static final int SEEKERS = 25;

  /** The pairs on the page that an address asks for. */
  static Matrix part(Leaderboards boards, Address here) {
    return Matrix.of(boards, hiders(boards, here).rows(), seekers(boards, here).rows());
  }

  private static Pages.Part<HiderRow> hiders(Leaderboards boards, Address here) {
    return Pages.part(boards.hiders(), HIDERS, here, Pages.PAGE, "Hiders", "");
  }

  private static Pages.Part<SeekerRow> seekers(Leaderboards boards, Address here) {
    return Pages.part(boards.seekers(), SEEKERS, here, Pages.SEEKER_PAGE, "Seekers", "");
  }

  static MatrixView of(ChallengeDetails challenge, Leaderboards boards, Address here) {
    String name = challenge.definition().name();
    int splits = boards.view().splits();
    Matrix matrix = part(boards, here);
    Address matches = Address.of("/challenges/" + name + "/matches");
    return new MatrixView(
        name,
        challenge.definition().title(),
        ChallengeNav.of(name, "matrix"),
        StateLine.of(challenge, boards, here.href()),
        matrix.seekers().stream()
            .map(
                seeker ->
                    new Player(seeker.name(), seeker.submission(), rank(seeker.rank().orElse(0))))
            .toList(),
        matrix.rows().stream()
            .map(
                row ->
                    new Row(
                        new Player(
                            row.hider().name(),
                            row.hider().submission(),
                            rank(row.hider().rank().orElse(0))),
                        IntStream.range(0, row.pairs().size())
                            .mapToObj(
                                i ->
                                    Cell.of(
                                        row.pairs().get(i),
                                        splits,
                                        matches
                                            .with("hider", row.hider().name())
                                            .with("seeker", matrix.seekers().get(i).name())
                                            .href()))
                            .toList()))
            .toList(),
        hiders(boards, here).pages(),
        seekers(boards, here).pages(),
        Figures.count(splits, "split"),
        Figures.time(boards.computedAt()),
        Figures.iso(boards.computedAt()),
        boards.scorer());
  }

  boolean playable() {
    return !seekers.isEmpty() && !rows.isEmpty();
  }

  boolean noHiders() {
    return rows.isEmpty();
  }

  private static Optional<String> rank(int rank) {
    return rank == 0 ? Optional.empty() : Optional.of(Integer.toString(rank));
  }

  record Player(String player, long submission, Optional<String> rank) {}

  record Row(Player hider, List<Cell> cells) {}

  /**
   * A pair.
   *
   * @param level 0 at chance to 5 near certainty, {@code below} chance, or {@code blank}
   * @param note what the number doesn't say
   */
  record Cell(String auc, String level, String href, Optional<String> note, boolean missing) {

    static Cell of(Matrix.Pair pair, int splits, String href) {
      if (pair.meanAuc().isEmpty()) {
        return new Cell(
            pair.ended() == 0 ? "waiting" : Figures.NOT_SCORED,
            "blank",
            href,
            Optional.empty(),
            true);
      }
      double auc = pair.meanAuc().getAsDouble();
      Optional<String> partial =
          pair.scored() < splits
              ? Optional.of(pair.scored() + " of " + splits + " splits")
              : Optional.empty();
      return new Cell(
          Figures.score(auc),
          level(auc),
          href,
          pair.ranks() ? partial : Optional.of("same team"),
          false);
    }

    private static String level(double auc) {
      if (auc < 0.45) {
        return "below";
      }
      if (auc < 0.55) {
        return "0";
      }
      return Integer.toString(auc < 0.6 ? 1 : Math.min(5, (int) Math.floor(auc * 10 + 1e-9) - 4));
    }
  }
}
