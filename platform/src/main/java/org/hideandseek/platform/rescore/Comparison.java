package org.hideandseek.platform.rescore;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Leaderboards.HiderRow;
import org.hideandseek.platform.audience.Leaderboards.SeekerRow;
import org.hideandseek.platform.audience.Progress;
import org.hideandseek.platform.board.BoardRoom;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.phase.Round;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.submission.Submission;

/** Makes the boards of the old and of the new results, and compares them. */
record Comparison(
    OpenChallenge challenge,
    Stage stage,
    List<Submission> submissions,
    List<RunRecord> runs,
    Rescored rescored,
    Instant now) {

  Differences differences() {
    List<RunRecord> anew = runs.stream().map(rescored::in).toList();
    List<RunRecord> changed = runs.stream().filter(rescored::changes).toList();
    return new Differences(
        rescored.matches().size(),
        (int) changed.stream().filter(run -> run.match().isPresent()).count(),
        rescored.releases().size(),
        (int) changed.stream().filter(run -> run.release().isPresent()).count(),
        stage.rounds(challenge.definition()).stream()
            .map(round -> board(round, anew, changed))
            .toList());
  }

  private Differences.Board board(Round round, List<RunRecord> anew, List<RunRecord> changed) {
    Leaderboards before = boards(round, runs);
    Leaderboards after = boards(round, anew);
    Map<Long, Integer> matches = new HashMap<>();
    Set<Long> changedRuns =
        changed.stream().map(run -> run.run().id().value()).collect(Collectors.toSet());
    before.matches().stream()
        .filter(match -> changedRuns.contains(match.run()))
        .forEach(
            match -> {
              matches.merge(match.hiderSubmission(), 1, Integer::sum);
              matches.merge(match.seekerSubmission(), 1, Integer::sum);
            });
    Map<Long, HiderRow> hiders = by(after.hiders(), HiderRow::submission);
    Map<Long, SeekerRow> seekers = by(after.seekers(), SeekerRow::submission);
    return new Differences.Board(
        round.phase() == 0
            ? Optional.empty()
            : Optional.of(stage.phases().get(round.phase() - 1).name()),
        before.hiders().stream()
            .map(row -> line(row, hiders.get(row.submission()), matches))
            .sorted(BY_RANK)
            .toList(),
        before.seekers().stream()
            .map(row -> line(row, seekers.get(row.submission()), matches))
            .sorted(BY_RANK)
            .toList());
  }

  private static final Comparator<Differences.Line> BY_RANK =
      Comparator.comparingInt(
          line -> line.newRank().orElse(line.oldRank().orElse(Integer.MAX_VALUE)));

  private Leaderboards boards(Round round, List<RunRecord> played) {
    return BoardRoom.leaderboards(
        challenge, round, submissions, played, new Progress(0, 0, 0, 0), now);
  }

  private static <R> Map<Long, R> by(List<R> rows, Function<R, Long> id) {
    return rows.stream().collect(Collectors.toMap(id, Function.identity()));
  }

  private static Differences.Line line(HiderRow old, HiderRow anew, Map<Long, Integer> matches) {
    return new Differences.Line(
        old.submission(),
        old.name(),
        old.team(),
        old.worstAuc(),
        anew.worstAuc(),
        old.utility(),
        anew.utility(),
        old.rank(),
        anew.rank(),
        matches.getOrDefault(old.submission(), 0));
  }

  private static Differences.Line line(SeekerRow old, SeekerRow anew, Map<Long, Integer> matches) {
    return new Differences.Line(
        old.submission(),
        old.name(),
        old.team(),
        old.meanAuc(),
        anew.meanAuc(),
        OptionalDouble.empty(),
        OptionalDouble.empty(),
        old.rank(),
        anew.rank(),
        matches.getOrDefault(old.submission(), 0));
  }
}
