package org.hideandseek.platform.audience;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hideandseek.platform.audience.Disclosure.Shown;
import org.hideandseek.platform.audience.Leaderboards.HiderRow;
import org.hideandseek.platform.audience.Leaderboards.MatchRow;
import org.hideandseek.platform.audience.Leaderboards.SeekerRow;
import org.hideandseek.platform.board.BoardRoom;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.phase.Round;
import org.hideandseek.platform.run.Run;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.submission.Submission;

/**
 * The boards of a round as somebody sees them. They are made of what that person may see alone, so
 * that neither order nor counts nor anybody's mean tell of the rest: what is not shown was not
 * there when the boards were made.
 */
final class ShownBoards {
  private final OpenChallenge challenge;
  private final Round round;
  private final List<Submission> submissions;
  private final Progress progress;
  private final Instant now;
  private final Disclosure disclosure;

  ShownBoards(
      OpenChallenge challenge,
      Round round,
      List<Submission> submissions,
      Progress progress,
      Instant now,
      Disclosure disclosure) {
    this.challenge = challenge;
    this.round = round;
    this.submissions = submissions;
    this.progress = progress;
    this.now = now;
    this.disclosure = disclosure;
  }

  Leaderboards of(List<RunRecord> runs) {
    Shown shown = disclosure.board(round);
    Optional<Instant> frozen = disclosure.frozenSince(round);
    if (shown == Shown.EVERYTHING) {
      return boards(submissions, runs);
    }
    List<RunRecord> seen =
        shown == Shown.NOTHING
            ? List.of()
            : runs.stream()
                .filter(run -> frozen.isEmpty() || Disclosure.endedBefore(run, frozen.get()))
                .toList();
    List<Submission> entered =
        shown == Shown.NOTHING
            ? List.of()
            : submissions.stream()
                .filter(one -> frozen.isEmpty() || one.createdAt().isBefore(frozen.get()))
                .toList();
    Leaderboards standing = boards(entered, seen);
    return Rounding.rounded(disclosure.addsOwn(round) ? withOwn(standing, seen, runs) : standing);
  }

  private Leaderboards boards(List<Submission> entered, List<RunRecord> runs) {
    return BoardRoom.leaderboards(challenge, round, entered, runs, progress, now);
  }

  /** Own rows with what has been played since, and the ranks that the standing boards give them. */
  private Leaderboards withOwn(Leaderboards standing, List<RunRecord> seen, List<RunRecord> runs) {
    List<Submission> owned =
        submissions.stream().filter(one -> disclosure.owns(one) && round.takes(one)).toList();
    Players players = Players.of(owned);
    Set<Long> own = owned.stream().map(one -> one.id().value()).collect(Collectors.toSet());
    Set<Run> known = seen.stream().map(RunRecord::run).collect(Collectors.toSet());
    List<RunRecord> more =
        runs.stream().filter(run -> known.contains(run.run()) || players.play(run.run())).toList();
    Leaderboards live = boards(submissions, more);
    Set<MatchRow> shown = Set.copyOf(standing.matches());
    return new Leaderboards(
        standing.challenge(),
        standing.computedAt(),
        standing.scorer(),
        standing.gate(),
        standing.progress(),
        merged(
            standing.hiders(),
            live.hiders(),
            HiderRow::submission,
            own,
            (row, ranked) ->
                row.ranked(
                    ranked.map(HiderRow::rank).orElse(OptionalInt.empty()),
                    ranked.flatMap(HiderRow::ranks))),
        merged(
            standing.seekers(),
            live.seekers(),
            SeekerRow::submission,
            own,
            (row, ranked) ->
                row.ranked(
                    ranked.map(SeekerRow::rank).orElse(OptionalInt.empty()),
                    ranked.flatMap(SeekerRow::ranks))),
        live.matches().stream()
            .filter(match -> shown.contains(match) || isOwn(own, match))
            .toList(),
        standing.ratingBases(),
        standing.ranking2020(),
        standing.view());
  }

  private static boolean isOwn(Set<Long> own, MatchRow match) {
    return own.contains(match.hiderSubmission()) || own.contains(match.seekerSubmission());
  }

  /** How a live row takes over the ranks of the one that stands still. */
  private interface Ranking<R> {
    R of(R live, Optional<R> standing);
  }

  private static <R> List<R> merged(
      List<R> standing, List<R> live, Function<R, Long> id, Set<Long> own, Ranking<R> ranking) {
    Map<Long, R> ownRows =
        live.stream()
            .filter(row -> own.contains(id.apply(row)))
            .collect(Collectors.toMap(id, Function.identity()));
    List<R> rows = new ArrayList<>();
    for (R row : standing) {
      R liveRow = ownRows.remove(id.apply(row));
      rows.add(liveRow == null ? row : ranking.of(liveRow, Optional.of(row)));
    }
    live.stream()
        .filter(row -> ownRows.containsKey(id.apply(row)))
        .forEach(row -> rows.add(ranking.of(row, Optional.empty())));
    return rows;
  }
}
