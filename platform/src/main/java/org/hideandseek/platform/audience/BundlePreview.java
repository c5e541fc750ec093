package org.hideandseek.platform.audience;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Page;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.board.BoardRoom;
import org.hideandseek.platform.bundle.Draft;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.phase.Round;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.phase.Timetable;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.submission.Format;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.SubmissionState;
import org.hideandseek.platform.team.Team;
import org.hideandseek.platform.team.TeamId;
import org.hideandseek.sandbox.ImageId;

/**
 * A challenge as somebody would see it, before it is opened.
 *
 * @param eyes who looks
 * @param phase which phase is under way; empty for now
 * @param details what its page shows
 * @param boards its boards, on which nobody is yet
 * @param pages its other pages
 */
public record BundlePreview(
    Eyes eyes,
    Optional<String> phase,
    ChallengeDetails details,
    Leaderboards boards,
    List<Page> pages) {

  /** Who looks. */
  public enum Eyes {
    /** Somebody without an account. */
    VISITOR("visitor"),
    /** Somebody whose team has entered the challenge. */
    PARTICIPANT("participant"),
    /** One of its organisers. */
    ORGANISER("organiser");

    private final String word;

    Eyes(String word) {
      this.word = word;
    }

    /** In addresses and on pages. */
    public String word() {
      return word;
    }

    /** Whom a word means; visitors, where it means nobody. */
    public static Eyes of(String word) {
      for (Eyes eyes : values()) {
        if (eyes.word.equals(word)) {
          return eyes;
        }
      }
      return VISITOR;
    }
  }

  public BundlePreview {
    pages = List.copyOf(pages);
  }

  /**
   * What somebody would see of a draft.
   *
   * @throws ProblemException INVALID if it can't be read, NOT_FOUND if it has no such phase
   */
  static BundlePreview of(Draft draft, Eyes eyes, Optional<String> phase, Instant now) {
    Draft.Content content =
        draft
            .content()
            .orElseThrow(
                () ->
                    new ProblemException(
                        Problem.INVALID,
                        "This bundle can't be shown before what is wrong with it is put right."));
    Challenge definition = content.definition();
    OpenChallenge challenge =
        new OpenChallenge(
            definition,
            content.overview(),
            SecretSeed.guessable(0),
            content.published(),
            content.secret(),
            now,
            Optional.empty(),
            Optional.empty());
    Stage stage = stage(definition, phase, now);
    return new BundlePreview(
        eyes,
        phase,
        new ChallengeDetails(
            new ChallengeSummary(
                definition.name(),
                definition.title(),
                definition.summary(),
                0,
                0,
                new Progress(0, 0, 0, 0)),
            definition,
            content.schema(),
            content.overview(),
            content.published(),
            content.secret(),
            now,
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            stage,
            List.of()),
        boards(challenge, stage, eyes, now),
        content.pages());
  }

  private static Stage stage(Challenge definition, Optional<String> phase, Instant now) {
    if (definition.phases().isEmpty()) {
      return Stage.unphased();
    }
    if (phase.isEmpty()) {
      return new Timetable(definition.phases()).at(now);
    }
    for (int i = 0; i < definition.phases().size(); i++) {
      if (definition.phases().get(i).name().equals(phase.get())) {
        return new Stage(definition.phases(), i + 1, true, false);
      }
    }
    throw new ProblemException(
        Problem.NOT_FOUND, "The bundle has no phase called '" + phase.get() + "'.");
  }

  private static Leaderboards boards(OpenChallenge challenge, Stage stage, Eyes eyes, Instant now) {
    List<Round> rounds = stage.rounds(challenge.definition());
    Round round =
        rounds.isEmpty()
            ? new Round(0, challenge.definition().splits().count())
            : rounds.get(rounds.size() - 1);
    Team team = new Team(new TeamId(1), "A team", false);
    Disclosure disclosure =
        eyes == Eyes.PARTICIPANT
            ? new Disclosure(
                challenge, stage, Optional.of(team.id()), List.of(entry(challenge, team, now)))
            : new Disclosure(challenge, stage, Optional.empty(), List.of());
    return BoardRoom.leaderboards(
            challenge, round, List.of(), List.of(), new Progress(0, 0, 0, 0), now)
        .seen(
            rounds.isEmpty()
                ? new Leaderboards.View(
                    Optional.empty(), List.of(), round.splits(), stage.sentence())
                : Leaderboards.View.of(stage, round, disclosure.sentence(round)));
  }

  /** What makes a team one that takes part. */
  private static Submission entry(OpenChallenge challenge, Team team, Instant now) {
    return new Submission(
        new SubmissionId(1),
        challenge.name(),
        team,
        PlayerRole.HIDER,
        "a hider",
        new BlobId("00".repeat(32)),
        Format.IMAGE,
        new ImageId("sha256:" + "00".repeat(32)),
        1,
        SubmissionState.CHECKING,
        "",
        Optional.empty(),
        now,
        now,
        0,
        0,
        OptionalInt.empty());
  }
}
