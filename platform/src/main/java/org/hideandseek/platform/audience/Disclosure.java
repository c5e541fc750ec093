package org.hideandseek.platform.audience;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.challenges.bundle.Visibility;
import org.hideandseek.challenges.bundle.Visibility.Boards;
import org.hideandseek.challenges.bundle.Visibility.OwnScores;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.phase.Round;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.team.TeamId;

/**
 * Which scores of a challenge somebody sees now.
 *
 * <p>Disclosure policy. Without phases, after a phase has ended, and after the reveal, everybody
 * sees everything. While a phase is under way, what is shown is rounded to what its interval
 * supports, without the reports behind it, and it is shown
 *
 * <ul>
 *   <li>to everybody where its boards are public, to teams that have entered the challenge where
 *       they are for participants, and to nobody where they are hidden;
 *   <li>of runs that ended before the freeze only, from the freeze on;
 *   <li>to a team of its own submissions as it comes, whatever is said of the boards;
 *   <li>but to nobody at all where own scores are hidden, or a team would read its own on the
 *       board.
 * </ul>
 *
 * <p>What a team says of its submission, the description and the answers to the fact sheet, it sees
 * itself at any time, and everybody else where they see the board of the phase that it counts for.
 * Who agreed to the terms for it is for its team alone.
 */
final class Disclosure {
  private final Challenge definition;
  private final Stage stage;
  private final boolean revealed;
  private final Optional<TeamId> viewer;
  private final boolean takesPart;
  private final Players players;

  /** How much of a score is shown. */
  enum Shown {
    NOTHING,
    ROUNDED,
    EVERYTHING
  }

  /**
   * A viewer's part in a challenge.
   *
   * @param viewer the team that looks; empty for anybody
   * @param submissions all of the challenge
   */
  Disclosure(
      OpenChallenge challenge, Stage stage, Optional<TeamId> viewer, List<Submission> submissions) {
    this(challenge, stage, viewer, submissions, Players.of(submissions));
  }

  /** The same where the players of the submissions are known. */
  Disclosure(
      OpenChallenge challenge,
      Stage stage,
      Optional<TeamId> viewer,
      List<Submission> submissions,
      Players players) {
    this.definition = challenge.definition();
    this.stage = stage;
    this.revealed = challenge.revealedAt().isPresent();
    this.viewer = viewer;
    this.players = players;
    this.takesPart = viewer.isPresent() && submissions.stream().anyMatch(this::owns);
  }

  /** Whether a submission is the viewer's own. */
  boolean owns(Submission submission) {
    return viewer.equals(Optional.of(submission.team().id()));
  }

  /** How much of the board of a round is shown. */
  Shown board(Round round) {
    return underWay(round)
        .map(phase -> showsBoard(phase.visibility()) ? Shown.ROUNDED : Shown.NOTHING)
        .orElse(Shown.EVERYTHING);
  }

  /** Whether the viewer sees what a team says of its submission. */
  boolean showsStatement(Submission submission) {
    return owns(submission)
        || board(new Round(submission.phase(), definition.splits().count())) != Shown.NOTHING;
  }

  /** From when on the board of a round stands still for the viewer; own rows do not. */
  Optional<Instant> frozenSince(Round round) {
    return underWay(round).filter(phase -> stage.frozen()).flatMap(Phase::freeze);
  }

  /** Whether the viewer sees its own scores of a round though the board does not show them. */
  boolean showsOwn(Round round) {
    return takesPart
        && underWay(round)
            .filter(phase -> phase.visibility().ownScores() == OwnScores.LIVE)
            .isPresent();
  }

  /**
   * Names what the viewer sees of the board of a round: viewers of one name see the same, and who
   * sees something else has another name.
   */
  String audience(Round round) {
    Shown shown = board(round);
    Optional<Instant> frozen = frozenSince(round);
    return shown
        + frozen.map(since -> " until " + since).orElse("")
        + (addsOwn(round) ? " and team " + viewer.orElseThrow().value() : "");
  }

  /** Names the viewer, where it makes a difference who looks. */
  String viewer() {
    return takesPart ? "team " + viewer.orElseThrow().value() : "anybody";
  }

  /** Whether the viewer's own rows are added to a board that does not show them, or not yet. */
  boolean addsOwn(Round round) {
    return showsOwn(round) && (board(round) == Shown.NOTHING || frozenSince(round).isPresent());
  }

  /** How much of a run's score is shown: as much as in the round that shows most of it. */
  Shown of(RunRecord run) {
    if (revealed || !stage.phased()) {
      return Shown.EVERYTHING;
    }
    return stage.rounds(definition).stream()
        .map(round -> of(run, round))
        .max(Comparator.naturalOrder())
        .orElse(Shown.NOTHING);
  }

  private Shown of(RunRecord record, Round round) {
    if (record.run().split() > round.splits()) {
      return Shown.NOTHING;
    }
    List<Submission> hiders = players.hiders(record.run(), round);
    List<Submission> seekers = players.seekers(record.run(), round);
    if (hiders.isEmpty() || (record.run().kind() == RunKind.MATCH && seekers.isEmpty())) {
      return Shown.NOTHING;
    }
    boolean own = hiders.stream().anyMatch(this::owns) || seekers.stream().anyMatch(this::owns);
    if (own && showsOwn(round)) {
      return Shown.ROUNDED;
    }
    Optional<Instant> frozen = frozenSince(round);
    return frozen.isEmpty() || endedBefore(record, frozen.get()) ? board(round) : Shown.NOTHING;
  }

  /** Whether a run had ended at a freeze. */
  static boolean endedBefore(RunRecord run, Instant freeze) {
    return run.finishedAt().filter(end -> end.isBefore(freeze)).isPresent();
  }

  /**
   * What the viewer has to know about the board of a round, as a sentence; empty if it is whole.
   */
  String sentence(Round round) {
    return underWay(round).map(phase -> sentence(phase, board(round), round)).orElse("");
  }

  private String sentence(Phase phase, Shown board, Round round) {
    String until = " until phase '" + phase.name() + "' ends on " + Stage.moment(phase.ends());
    if (board == Shown.NOTHING) {
      String others =
          phase.visibility().ownScores() == OwnScores.LIVE
              ? phase.visibility().boards() == Boards.PARTICIPANTS
                  ? "Teams that take part alone see scores"
                  : "A team sees its own scores alone"
              : "Nobody sees scores";
      return others + until + ".";
    }
    return (frozenSince(round).isPresent()
            ? "The boards stand still since "
                + Stage.moment(frozenSince(round).orElseThrow())
                + until
                + "; a team sees its own scores as they come. "
            : "")
        + "Scores are rounded to what their intervals support, and the reports behind them kept,"
        + until
        + ".";
  }

  private Optional<Phase> underWay(Round round) {
    return revealed || round.phase() == 0 || stage.over(round.phase())
        ? Optional.empty()
        : stage.current().filter(phase -> round.phase() == stage.entered());
  }

  private boolean showsBoard(Visibility visibility) {
    if (visibility.ownScores() == OwnScores.HIDDEN) {
      return false;
    }
    return switch (visibility.boards()) {
      case PUBLIC -> true;
      case PARTICIPANTS -> takesPart;
      case HIDDEN -> false;
    };
  }
}
