package org.hideandseek.platform.board;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.Leaderboards.Gate;
import org.hideandseek.platform.audience.Leaderboards.MatchRow;
import org.hideandseek.platform.audience.Leaderboards.MatchScores;
import org.hideandseek.platform.audience.Leaderboards.Ranking2020;
import org.hideandseek.platform.audience.Leaderboards.Rating;
import org.hideandseek.platform.audience.Leaderboards.Row2020;
import org.hideandseek.platform.audience.Progress;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.phase.Round;
import org.hideandseek.platform.report.ClaimReport;
import org.hideandseek.platform.report.ClaimReport.Accounting;
import org.hideandseek.platform.run.MatchResult;
import org.hideandseek.platform.run.ReleaseResult;
import org.hideandseek.platform.run.Run;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.run.ShadowRelease;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.sandbox.ImageId;
import org.hideandseek.scoring.Scorer;
import org.hideandseek.scoring.ranking.Additive;
import org.hideandseek.scoring.ranking.Additive.Effect;
import org.hideandseek.scoring.ranking.Boards;
import org.hideandseek.scoring.ranking.Entrant;
import org.hideandseek.scoring.ranking.Games;
import org.hideandseek.scoring.ranking.HideAndSeek2020;
import org.hideandseek.scoring.ranking.HiderRow;
import org.hideandseek.scoring.ranking.HiderRow.Privacy;
import org.hideandseek.scoring.ranking.MatchOutcome;
import org.hideandseek.scoring.ranking.ReleaseOutcome;
import org.hideandseek.scoring.ranking.SeekerRow;
import org.hideandseek.scoring.ranking.SeekerRow.Against;
import org.hideandseek.scoring.ranking.SeekerRow.Strength;
import org.hideandseek.scoring.utility.Gate2020;

/**
 * Makes the leaderboards of a challenge: a pure function of its submissions and runs, whatever the
 * order they came in.
 */
public final class BoardRoom {
  private final OpenChallenge challenge;
  private final Round round;
  private final Map<String, Submission> hiders;
  private final Map<String, Submission> seekers;
  private final List<RunRecord> runs;
  private final List<ReleaseOutcome> releases = new ArrayList<>();
  private final List<MatchOutcome> matches = new ArrayList<>();
  private final List<MatchRow> matchRows = new ArrayList<>();
  private final Set<String> failed2020 = new HashSet<>();
  private final Map<String, List<Optional<ClaimReport>>> claims = new HashMap<>();
  private final Map<String, RunRecord> notMatched = new HashMap<>();

  private BoardRoom(
      OpenChallenge challenge, Round round, List<Submission> submissions, List<RunRecord> runs) {
    this.challenge = challenge;
    this.round = round;
    this.hiders = playing(submissions, PlayerRole.HIDER);
    this.seekers = playing(submissions, PlayerRole.SEEKER);
    this.runs = runs;
  }

  /**
   * Makes both leaderboards of a round.
   *
   * @param submissions of the challenge; those that do not play in the round are passed over
   * @param runs of the challenge; those on other splits are passed over
   */
  public static Leaderboards leaderboards(
      OpenChallenge challenge,
      Round round,
      List<Submission> submissions,
      List<RunRecord> runs,
      Progress progress,
      Instant now) {
    return new BoardRoom(challenge, round, submissions, runs).make(progress, now);
  }

  private Leaderboards make(Progress progress, Instant now) {
    collect();
    double gate = challenge.definition().gate();
    Games games =
        new Games(entrants(hiders), entrants(seekers), round.splits(), gate, releases, matches);
    Boards boards = Boards.of(games);
    Additive rating = boards.additive();
    matchRows.sort(
        Comparator.comparing(MatchRow::hider)
            .thenComparing(MatchRow::seeker)
            .thenComparing(MatchRow::split));
    return new Leaderboards(
        challenge.name(),
        now,
        Scorer.VERSION,
        gate,
        progress,
        boards.hiders().stream().map(row -> row(row, rating.hiders())).toList(),
        boards.seekers().stream().map(row -> row(row, rating.seekers())).toList(),
        matchRows,
        rating.bases(),
        ranking2020(HideAndSeek2020.of(games, passes2020())),
        Leaderboards.View.whole(round.splits()));
  }

  /** Nobody fails the gate of 2020 whose releases are still to come, or could not be compared. */
  private Map<String, Boolean> passes2020() {
    Map<String, Boolean> passes = new TreeMap<>();
    hiders.keySet().forEach(hider -> passes.put(hider, !failed2020.contains(hider)));
    return passes;
  }

  private Ranking2020 ranking2020(HideAndSeek2020 ranking) {
    return new Ranking2020(
        challenge.definition().facets().stream().anyMatch(Gate2020.FACETS::contains),
        ranking.hiders().stream().map(row -> row2020(row, hiders.get(row.name()))).toList(),
        ranking.seekers().stream().map(row -> row2020(row, seekers.get(row.name()))).toList());
  }

  private Row2020 row2020(HideAndSeek2020.Row row, Submission submission) {
    boolean open =
        submission.role() == PlayerRole.HIDER
            && releases.stream().noneMatch(release -> release.hider().equals(row.name()));
    return new Row2020(
        submission.id().value(),
        row.name(),
        row.team(),
        submission.team().baseline(),
        row.rank(),
        open ? Gate.OPEN : row.passedGate() ? Gate.PASSED : Gate.FAILED,
        row.meanAccuracy());
  }

  private static Optional<Rating> rating(Optional<Effect> effect) {
    return effect.map(
        known ->
            new Rating(
                known.value(), known.interval().low(), known.interval().high(), known.part()));
  }

  /** Names are unique in challenge and role; submissions of one image share its runs. */
  private Map<String, Submission> playing(List<Submission> submissions, PlayerRole role) {
    return submissions.stream()
        .filter(submission -> submission.role() == role && round.takes(submission))
        .filter(submission -> submission.state().plays())
        .collect(
            Collectors.toMap(Submission::name, Function.identity(), (a, b) -> a, TreeMap::new));
  }

  private static List<Entrant> entrants(Map<String, Submission> submissions) {
    return submissions.values().stream()
        .map(submission -> new Entrant(submission.name(), submission.team().name()))
        .toList();
  }

  private void collect() {
    Map<ImageId, List<Submission>> hidersOf = byImage(hiders);
    Map<ImageId, List<Submission>> seekersOf = byImage(seekers);
    for (RunRecord record : runs) {
      Run run = record.run();
      boolean other = run.kind() != RunKind.SHADOW && run.split() > round.splits();
      if (run.kind() == RunKind.CHECK || other) {
        continue;
      }
      for (Submission hider : hidersOf.getOrDefault(run.hider().orElseThrow(), List.of())) {
        switch (run.kind()) {
          case CHECK -> throw new IllegalStateException("checks are on no board");
          case RELEASE -> collectRelease(hider, record);
          case SHADOW -> collectShadow(hider, record);
          case MATCH ->
              seekersOf
                  .getOrDefault(run.seeker().orElseThrow(), List.of())
                  .forEach(seeker -> collectMatch(hider, seeker, record));
        }
      }
    }
  }

  private static Map<ImageId, List<Submission>> byImage(Map<String, Submission> submissions) {
    Map<ImageId, List<Submission>> byImage = new HashMap<>();
    submissions
        .values()
        .forEach(
            submission ->
                byImage
                    .computeIfAbsent(submission.image(), image -> new ArrayList<>())
                    .add(submission));
    return byImage;
  }

  private void collectRelease(Submission hider, RunRecord record) {
    int split = record.run().split() - 1;
    if (failed(record.state())
        || record.release().flatMap(ReleaseResult::gate2020).equals(Optional.of(false))) {
      failed2020.add(hider.name());
    }
    if (record.release().isPresent()) {
      ReleaseResult release = record.release().get();
      releases.add(ReleaseOutcome.scored(hider.name(), split, facets(release)));
      claims.computeIfAbsent(hider.name(), name -> new ArrayList<>()).add(release.claim());
    } else if (failed(record.state())) {
      releases.add(ReleaseOutcome.failed(hider.name(), split));
    }
  }

  /** A hider without all of its shadows meets nobody; of several that failed the first says why. */
  private void collectShadow(Submission hider, RunRecord record) {
    if (failed(record.state())) {
      notMatched.merge(hider.name(), record, BoardRoom::lower);
    }
  }

  private static RunRecord lower(RunRecord one, RunRecord other) {
    return one.run().split() <= other.run().split() ? one : other;
  }

  private Optional<String> notMatched(String hider) {
    return Optional.ofNullable(notMatched.get(hider))
        .map(shadow -> ShadowRelease.notMatched(shadow.run().split(), shadow.state()));
  }

  private static Map<Facet, Double> facets(ReleaseResult release) {
    return release.facets().entrySet().stream()
        .collect(
            Collectors.toMap(
                entry -> Facet.valueOf(entry.getKey().toUpperCase(Locale.ROOT).replace('-', '_')),
                Map.Entry::getValue));
  }

  private void collectMatch(Submission hider, Submission seeker, RunRecord record) {
    int split = record.run().split();
    if (record.match().isPresent()) {
      MatchResult match = record.match().get();
      matches.add(
          MatchOutcome.scored(
              hider.name(),
              seeker.name(),
              split - 1,
              new MatchOutcome.Score(match.auc(), match.aucVariance(), match.accuracy())));
    } else if (failed(record.state())) {
      matches.add(MatchOutcome.failed(hider.name(), seeker.name(), split - 1));
    }
    matchRows.add(matchRow(hider, seeker, record));
  }

  /** What lists show of a match between two submissions. */
  public static MatchRow matchRow(Submission hider, Submission seeker, RunRecord record) {
    return new MatchRow(
        record.run().id().value(),
        hider.id().value(),
        hider.name(),
        seeker.id().value(),
        seeker.name(),
        record.run().split(),
        record.state(),
        record.reason(),
        !hider.team().id().equals(seeker.team().id()),
        record.match().map(BoardRoom::scores));
  }

  /**
   * A run that was lost is the platform's fault, and one that was cancelled nobody's whose players
   * both take part again: they count as still to come.
   */
  private static boolean failed(RunState state) {
    return state.isFinal()
        && state != RunState.SUCCEEDED
        && state != RunState.LOST
        && state != RunState.CANCELLED;
  }

  private static MatchScores scores(MatchResult match) {
    return new MatchScores(
        match.auc(),
        match.aucLow(),
        match.aucHigh(),
        match.tprAtFpr0001(),
        match.tprAtFpr001(),
        match.tprAtFpr01(),
        match.accuracy(),
        match.balancedAccuracy());
  }

  private Leaderboards.HiderRow row(HiderRow row, Map<String, Effect> ratings) {
    Submission submission = hiders.get(row.hider());
    Map<String, Double> facets = new TreeMap<>();
    row.facets().forEach((facet, skill) -> facets.put(facet.word(), skill));
    Optional<Privacy> privacy = row.privacy();
    return new Leaderboards.HiderRow(
        submission.id().value(),
        row.hider(),
        row.team(),
        submission.team().baseline(),
        row.rank(),
        row.rankRange().map(range -> new Leaderboards.Ranks(range.best(), range.worst())),
        gate(row),
        number(privacy.map(Privacy::correctedAuc)),
        number(privacy.map(known -> known.worstAucInterval().low())),
        number(privacy.map(known -> known.worstAucInterval().high())),
        privacy.map(Privacy::worstSeeker),
        number(privacy.map(Privacy::meanAccuracy)),
        row.utility(),
        facets,
        rating(Optional.ofNullable(ratings.get(row.hider()))),
        claim(row.hider()),
        notMatched(row.hider()));
  }

  /** One that does not follow is weaker than any that does. */
  private Optional<ClaimReport> claim(String hider) {
    List<Optional<ClaimReport>> made = claims.getOrDefault(hider, List.of());
    return made.contains(Optional.<ClaimReport>empty())
        ? Optional.empty()
        : made.stream()
            .flatMap(Optional::stream)
            .max(
                Comparator.comparing(
                        (ClaimReport claim) -> claim.accounting() == Accounting.DOES_NOT_FOLLOW)
                    .thenComparing(ClaimReport::epsilon)
                    .thenComparing(ClaimReport::delta));
  }

  /** A hider that has all its releases has passed or failed, also before it has met a seeker. */
  private Gate gate(HiderRow row) {
    boolean complete =
        releases.stream()
                .filter(
                    release -> release.hider().equals(row.hider()) && release.facets().isPresent())
                .count()
            == round.splits();
    return switch (row.standing()) {
      case RANKED -> Gate.PASSED;
      case GATE_FAILED, RELEASE_FAILED -> Gate.FAILED;
      case WAITING -> complete ? Gate.PASSED : Gate.OPEN;
    };
  }

  private Leaderboards.SeekerRow row(SeekerRow row, Map<String, Effect> ratings) {
    Submission submission = seekers.get(row.seeker());
    return new Leaderboards.SeekerRow(
        submission.id().value(),
        row.seeker(),
        row.team(),
        submission.team().baseline(),
        row.rank(),
        row.rankRange().map(range -> new Leaderboards.Ranks(range.best(), range.worst())),
        number(row.strength().map(Strength::meanAuc)),
        number(row.strength().map(Strength::best).map(Against::auc)),
        number(row.strength().map(Strength::worst).map(Against::auc)),
        rating(Optional.ofNullable(ratings.get(row.seeker()))));
  }

  private static OptionalDouble number(Optional<Double> value) {
    return value.map(OptionalDouble::of).orElse(OptionalDouble.empty());
  }
}
