package org.hideandseek.platform.dump;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.hideandseek.challenges.commitment.Sha256;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.ContractViolation;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.contract.PrivacyClaim;
import org.hideandseek.challenges.contract.ScoresFile;
import org.hideandseek.challenges.split.Split;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.report.ClaimReport;
import org.hideandseek.platform.run.MatchCandidates;
import org.hideandseek.platform.run.MatchResult;
import org.hideandseek.platform.run.ReleaseResult;
import org.hideandseek.platform.run.Run;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.run.RunScorer;
import org.hideandseek.platform.run.ScoredMatch;
import org.hideandseek.platform.run.ScoredPatients;
import org.hideandseek.platform.run.ScoredRelease;
import org.hideandseek.platform.submission.Format;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.zip.ReturnedArrays;
import org.hideandseek.sandbox.ImageId;

/** Scores every release and every match again, by the code that scored them first. */
final class ScoreCheck {
  private final DumpFolder dump;
  private final DumpVerifier.Game game;
  private final Consumer<String> progress;
  private final ObjectMapper json = DumpJson.mapper();

  ScoreCheck(DumpFolder dump, DumpVerifier.Game game, Consumer<String> progress) {
    this.dump = dump;
    this.game = game;
    this.progress = progress;
  }

  /** Computes a result, or says why it can't be. */
  private interface Scoring<T> {
    T score() throws IOException;
  }

  /**
   * Compares all results.
   *
   * @return the runs with what was computed in place of what is stored, where it could be
   */
  List<RunRecord> check(Findings findings) throws IOException {
    Map<Long, RunRecord> computed = new TreeMap<>();
    game.runs().forEach(record -> computed.put(record.run().id().value(), record));
    Findings.Kind releases = findings.count("releases scored again");
    for (int split = 1; split <= game.challenge().definition().splits().count(); split++) {
      checkReleases(split, releases, computed);
    }
    releases.end();
    Findings.Kind matches = findings.count("matches scored again");
    List<RunRecord> stored =
        game.runs().stream().filter(record -> record.match().isPresent()).toList();
    progress.accept("Scoring " + stored.size() + " matches");
    for (RunRecord record : stored) {
      check(
          record,
          stored(record.match(), report(record).match()),
          () -> match(record.run()),
          matches,
          scored ->
              computed.put(
                  record.run().id().value(),
                  with(record, Optional.empty(), Optional.of(scored.result()))));
    }
    matches.end();
    return List.copyOf(computed.values());
  }

  private void checkReleases(int split, Findings.Kind kind, Map<Long, RunRecord> computed)
      throws IOException {
    List<RunRecord> stored =
        game.runs().stream()
            .filter(record -> record.release().isPresent() && record.run().split() == split)
            .sorted(Comparator.comparing((RunRecord record) -> record.run().id().value()))
            .toList();
    if (stored.isEmpty()) {
      return;
    }
    OpenChallenge challenge = game.challenge();
    Split drawn = challenge.split(split, game.people());
    ScoredPatients patients = new ScoredPatients(challenge, split, game.schema());
    RunScorer scorer =
        RunScorer.of(
            patients.members(game.secret().select(drawn.members())),
            patients.holdout(game.secret().select(drawn.holdout())),
            challenge.definition().facets(),
            challenge.utilitySeed(split).forContainer());
    for (RunRecord record : stored) {
      progress.accept("Scoring " + words(record.run()));
      ObjectNode before = stored(record.release(), report(record).release());
      before.set("near_copies", json.valueToTree(report(record).nearCopies()));
      check(
          record,
          before,
          () -> release(scorer, patients, record.run()),
          kind,
          scored ->
              computed.put(
                  record.run().id().value(),
                  with(record, Optional.of(scored.result()), Optional.empty())));
    }
  }

  /** In the shape of what comes out of {@link RunScorer}. */
  private ObjectNode stored(Optional<?> result, Optional<?> report) {
    ObjectNode node = json.createObjectNode();
    node.set("result", json.valueToTree(result));
    node.set("report", json.valueToTree(report));
    return node;
  }

  private StoredReport report(RunRecord record) {
    return game.reports().getOrDefault(record.run().id(), StoredReport.none(record.run().id()));
  }

  private <T> void check(
      RunRecord record,
      JsonNode stored,
      Scoring<T> scoring,
      Findings.Kind kind,
      Consumer<T> computed)
      throws IOException {
    try {
      T result = scoring.score();
      computed.accept(result);
      kind.checked(
          Differences.ofTrees(stored, json.valueToTree(result)).stream()
              .map(difference -> capital(words(record.run())) + ": " + difference + ".")
              .toList());
    } catch (ProblemException | ContractViolation | IllegalArgumentException e) {
      kind.checked(
          List.of(
              capital(words(record.run()))
                  + " can't be scored: "
                  + e.getMessage().replaceAll("\\.$", "")
                  + "."));
    }
  }

  private ScoredRelease release(RunScorer scorer, ScoredPatients patients, Run run)
      throws IOException {
    Map<String, BlobId> files = new TreeMap<>();
    List<String> names = new ArrayList<>(CohortFiles.ALL);
    if (format(PlayerRole.HIDER, run.hider()) == Format.ZIP_2020) {
      names.addAll(ReturnedArrays.ALL);
    }
    Path folder = dump.folder(List.of(Layout.RELEASES, Layout.folder(run)));
    Optional<PrivacyClaim> claim = PrivacyClaim.read(folder);
    claim.ifPresent(claimed -> names.add(PrivacyClaim.FILE));
    for (String name : names) {
      List<String> path = new ArrayList<>(List.of(Layout.RELEASES, Layout.folder(run)));
      path.addAll(List.of(name.split("/")));
      files.put(name, new BlobId(Sha256.ofFile(dump.file(path.toArray(String[]::new)))));
    }
    ScoredRelease scored = scorer.score(patients.release(folder), files);
    return claim.map(ClaimReport::of).map(scored::claiming).orElse(scored);
  }

  private ScoredMatch match(Run run) throws IOException {
    OpenChallenge challenge = game.challenge();
    int hider = entrant(PlayerRole.HIDER, run.hider());
    int seeker = entrant(PlayerRole.SEEKER, run.seeker());
    MatchCandidates candidates =
        MatchCandidates.of(
            challenge.split(run.split(), game.people()),
            challenge.matchSeed(run.split(), hider, seeker));
    Path file = dump.file(Layout.MATCHES, Layout.folder(run), ScoresFile.FILE);
    float[] scores = ScoresFile.read(file.getParent(), candidates.member().length);
    return RunScorer.score(
        scores,
        candidates.member(),
        format(PlayerRole.SEEKER, run.seeker()),
        new BlobId(Sha256.ofFile(file)));
  }

  private int entrant(PlayerRole role, Optional<ImageId> image) {
    return known(role, image).entrant();
  }

  private Format format(PlayerRole role, Optional<ImageId> image) {
    return known(role, image).format();
  }

  private Submission known(PlayerRole role, Optional<ImageId> image) {
    return submission(role, image)
        .orElseThrow(() -> new IllegalArgumentException("nobody submitted its " + role.word()));
  }

  private Optional<Submission> submission(PlayerRole role, Optional<ImageId> image) {
    return game.submissions().stream()
        .filter(one -> one.role() == role && image.equals(Optional.of(one.image())))
        .findFirst();
  }

  private static RunRecord with(
      RunRecord record, Optional<ReleaseResult> release, Optional<MatchResult> match) {
    return new RunRecord(
        record.run(),
        record.state(),
        record.reason(),
        record.actor(),
        record.queuedAt(),
        record.startedAt(),
        record.finishedAt(),
        record.duration(),
        record.cpuTime(),
        record.peakMemoryBytes(),
        record.log(),
        release,
        match);
  }

  private String words(Run run) {
    String hider = name(PlayerRole.HIDER, run.hider());
    String split = "split " + run.split();
    return switch (run.kind()) {
      case CHECK -> "check " + run.id().value();
      case RELEASE -> "release " + run.id().value() + " (hider " + hider + ", " + split + ")";
      case SHADOW ->
          "shadow " + run.id().value() + " (hider " + hider + ", shadow " + run.split() + ")";
      case MATCH ->
          "match "
              + run.id().value()
              + " (seeker "
              + name(PlayerRole.SEEKER, run.seeker())
              + " against hider "
              + hider
              + ", "
              + split
              + ")";
    };
  }

  private String name(PlayerRole role, Optional<ImageId> image) {
    return submission(role, image).map(Submission::name).orElse("nobody's");
  }

  private static String capital(String words) {
    return Character.toUpperCase(words.charAt(0)) + words.substring(1);
  }
}
