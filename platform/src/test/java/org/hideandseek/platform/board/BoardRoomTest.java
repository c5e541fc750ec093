package org.hideandseek.platform.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Leaderboards.Gate;
import org.hideandseek.platform.audience.Leaderboards.Row2020;
import org.hideandseek.platform.audience.Progress;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.phase.Round;
import org.hideandseek.platform.run.MatchResult;
import org.hideandseek.platform.run.ReleaseResult;
import org.hideandseek.platform.run.Run;
import org.hideandseek.platform.run.RunId;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.submission.EndedBy;
import org.hideandseek.platform.submission.Format;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionId;
import org.hideandseek.platform.submission.SubmissionState;
import org.hideandseek.platform.team.Team;
import org.hideandseek.platform.team.TeamId;
import org.hideandseek.sandbox.ImageId;
import org.junit.jupiter.api.Test;

class BoardRoomTest {
  private static final BlobId BLOB = new BlobId("ab".repeat(32));
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  private final List<Submission> submissions = new ArrayList<>();
  private final List<RunRecord> runs = new ArrayList<>();

  @Test
  void theRankingOf2020GoesByAccuracyAndItsOwnGate() {
    Submission tight = enter(PlayerRole.HIDER, "tight");
    Submission loose = enter(PlayerRole.HIDER, "loose");
    Submission noise = enter(PlayerRole.HIDER, "noise");
    Submission old = enter(PlayerRole.HIDER, "old");
    enter(PlayerRole.HIDER, "waiting");
    Submission seeker = enter(PlayerRole.SEEKER, "seeker");
    for (int split = 1; split <= 2; split++) {
      release(tight, split, Optional.of(true));
      release(loose, split, Optional.of(true));
      release(noise, split, Optional.of(split == 1));
      release(old, split, Optional.empty());
      match(tight, seeker, split, 0.6);
      match(loose, seeker, split, 0.8);
      match(noise, seeker, split, 0.5);
      match(old, seeker, split, 0.7);
    }
    Leaderboards boards = boards();
    assertThat(boards.ranking2020().gateCompared()).isTrue();
    assertThat(boards.ranking2020().hiders())
        .extracting(Row2020::name)
        .containsExactly("tight", "old", "loose", "noise", "waiting");
    assertThat(boards.ranking2020().hiders())
        .extracting(Row2020::gate)
        .containsExactly(Gate.PASSED, Gate.PASSED, Gate.PASSED, Gate.FAILED, Gate.OPEN);
    assertThat(boards.ranking2020().hiders().get(3).rank()).isEmpty();
    Row2020 row = boards.ranking2020().seekers().get(0);
    assertThat(row.rank()).hasValue(1);
    assertThat(row.meanAccuracy().orElseThrow()).isBetween(0.699, 0.701);
  }

  @Test
  void whoeverHasPlayedHasARatingWithAnIntervalAroundIt() {
    Submission near = enter(PlayerRole.HIDER, "near");
    Submission far = enter(PlayerRole.HIDER, "far");
    enter(PlayerRole.HIDER, "waiting");
    Submission good = enter(PlayerRole.SEEKER, "good");
    Submission bad = enter(PlayerRole.SEEKER, "bad");
    for (Submission hider : List.of(near, far)) {
      release(hider, 1, Optional.of(true));
      match(hider, good, 1, hider.equals(near) ? 0.9 : 0.6);
    }
    match(near, bad, 1, 0.7);
    Leaderboards boards = boards();
    assertThat(boards.ratingBases()).hasSize(1);
    Map<String, Optional<Leaderboards.Rating>> ratings =
        Map.of(
            "near", hider(boards, "near").rating(),
            "far", hider(boards, "far").rating(),
            "waiting", hider(boards, "waiting").rating());
    assertThat(ratings.get("waiting")).isEmpty();
    assertThat(ratings.get("far").orElseThrow().effect())
        .isLessThan(ratings.get("near").orElseThrow().effect());
    for (Leaderboards.SeekerRow row : boards.seekers()) {
      Leaderboards.Rating rating = row.rating().orElseThrow();
      assertThat(rating.effect()).isBetween(rating.low(), rating.high());
      assertThat(rating.part()).isZero();
    }
  }

  @Test
  void aFailedReleaseFailsTheGateOf2020() {
    Submission hider = enter(PlayerRole.HIDER, "broken");
    record(
        RunKind.RELEASE,
        hider,
        Optional.empty(),
        1,
        RunState.FAILED,
        Optional.empty(),
        Optional.empty());
    assertThat(boards().ranking2020().hiders().get(0).gate()).isEqualTo(Gate.FAILED);
  }

  @Test
  void aHiderWithoutAllItsShadowsIsNotRankedAndTheBoardSaysWhy() {
    Submission sound = enter(PlayerRole.HIDER, "sound");
    Submission broken = enter(PlayerRole.HIDER, "broken");
    Submission lost = enter(PlayerRole.HIDER, "lost");
    Submission seeker = enter(PlayerRole.SEEKER, "seeker");
    for (int split = 1; split <= 2; split++) {
      release(sound, split, Optional.of(true));
      release(broken, split, Optional.of(true));
      match(sound, seeker, split, 0.6);
    }
    shadow(sound, 1, RunState.SUCCEEDED);
    shadow(broken, 3, RunState.FAILED);
    shadow(broken, 2, RunState.TIMED_OUT);
    shadow(lost, 1, RunState.LOST);
    Leaderboards boards = boards();
    assertThat(hider(boards, "sound").rank()).hasValue(1);
    assertThat(hider(boards, "sound").notMatched()).isEmpty();
    assertThat(hider(boards, "lost").notMatched()).isEmpty();
    Leaderboards.HiderRow row = hider(boards, "broken");
    assertThat(row.rank()).isEmpty();
    assertThat(row.utility()).hasValue(0.8);
    assertThat(row.notMatched())
        .contains("not matched: its run on public patients (shadow 2) timed out");
  }

  private void shadow(Submission hider, int number, RunState state) {
    record(
        RunKind.SHADOW, hider, Optional.empty(), number, state, Optional.empty(), Optional.empty());
  }

  private static Leaderboards.HiderRow hider(Leaderboards boards, String name) {
    return boards.hiders().stream()
        .filter(row -> row.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private Leaderboards boards() {
    Bundle bundle = Bundle.find("mayo-pbc");
    return BoardRoom.leaderboards(
        new OpenChallenge(
            bundle.challenge(),
            bundle.overview(),
            SecretSeed.guessable(1),
            62,
            250,
            NOW,
            Optional.empty(),
            Optional.empty()),
        new Round(0, bundle.challenge().splits().count()),
        submissions,
        runs,
        new Progress(0, 0, runs.size(), 0),
        NOW);
  }

  private Submission enter(PlayerRole role, String name) {
    int number = submissions.size() + 1;
    Submission submission =
        new Submission(
            new SubmissionId(number),
            "mayo-pbc",
            new Team(new TeamId(number), "team " + number, false),
            role,
            name,
            BLOB,
            Format.IMAGE,
            new ImageId("sha256:" + String.format(Locale.ROOT, "%064x", number)),
            number,
            SubmissionState.PLAYING,
            "",
            Optional.empty(),
            NOW,
            NOW,
            0,
            0,
            OptionalInt.empty());
    submissions.add(submission);
    return submission;
  }

  private void release(Submission hider, int split, Optional<Boolean> gate2020) {
    ReleaseResult result =
        new ReleaseResult(
            Map.of(),
            0.8,
            0.7,
            0.9,
            Map.of("marginals", 0.8, "one-step-ahead", 0.9),
            gate2020,
            "2",
            Optional.empty());
    record(
        RunKind.RELEASE,
        hider,
        Optional.empty(),
        split,
        RunState.SUCCEEDED,
        Optional.of(result),
        Optional.empty());
  }

  private void match(Submission hider, Submission seeker, int split, double accuracy) {
    MatchResult result =
        new MatchResult(
            BLOB,
            50,
            50,
            accuracy,
            accuracy - 0.1,
            accuracy + 0.1,
            0.0025,
            0,
            0,
            0.1,
            accuracy,
            accuracy,
            "2");
    record(
        RunKind.MATCH,
        hider,
        Optional.of(seeker),
        split,
        RunState.SUCCEEDED,
        Optional.empty(),
        Optional.of(result));
  }

  private void record(
      RunKind kind,
      Submission hider,
      Optional<Submission> seeker,
      int split,
      RunState state,
      Optional<ReleaseResult> release,
      Optional<MatchResult> match) {
    runs.add(
        new RunRecord(
            new Run(
                new RunId(runs.size() + 1),
                "mayo-pbc",
                kind,
                split,
                Optional.of(hider.image()),
                seeker.map(Submission::image),
                1),
            state,
            "",
            Optional.of(EndedBy.PLAYER),
            NOW,
            Optional.of(NOW),
            Optional.of(NOW),
            Optional.empty(),
            Optional.empty(),
            OptionalLong.empty(),
            Optional.empty(),
            release,
            match));
  }
}
