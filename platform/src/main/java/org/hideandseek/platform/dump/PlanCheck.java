package org.hideandseek.platform.dump;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.phase.Round;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.run.Run;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionState;
import org.hideandseek.sandbox.ImageId;

/**
 * Whether the runs of a dump are those that follow from its submissions: every one once, none too
 * many, all ended, and a result where there must be one.
 */
final class PlanCheck {
  private final OpenChallenge challenge;
  private final List<Round> rounds;
  private final List<Submission> submissions;
  private final List<RunRecord> runs;

  PlanCheck(
      OpenChallenge challenge, Stage stage, List<Submission> submissions, List<RunRecord> runs) {
    this.challenge = challenge;
    this.rounds = stage.rounds(challenge.definition());
    this.submissions = submissions;
    this.runs = runs;
  }

  /** What a run plays; there is one of each. */
  private record Slot(RunKind kind, int split, String hider, String seeker) {
    static Slot of(Run run) {
      return new Slot(
          run.kind(),
          run.split(),
          run.hider().map(ImageId::value).orElse(""),
          run.seeker().map(ImageId::value).orElse(""));
    }

    String words() {
      return switch (kind) {
        case CHECK -> kind.word();
        case RELEASE, MATCH -> kind.word() + " on split " + split;
        case SHADOW -> kind.word() + " " + split;
      };
    }
  }

  void check(Findings findings) {
    Findings.Kind entrants = findings.count("entrants");
    checkEntrants(entrants);
    entrants.end();
    Findings.Kind planned = findings.count("runs that had to be played");
    checkRuns(planned);
    planned.end();
  }

  /** Seeds follow from the order in which images entered. */
  private void checkEntrants(Findings.Kind kind) {
    Map<PlayerRole, Map<ImageId, Integer>> numbers = new HashMap<>();
    for (Submission submission :
        submissions.stream()
            .sorted(Comparator.comparing((Submission one) -> one.id().value()))
            .toList()) {
      Map<ImageId, Integer> known =
          numbers.computeIfAbsent(submission.role(), role -> new HashMap<>());
      int expected = known.computeIfAbsent(submission.image(), image -> known.size() + 1);
      kind.checked(
          expected == submission.entrant()
              ? List.of()
              : List.of(
                  "Submission "
                      + submission.id().value()
                      + " ("
                      + submission.name()
                      + ") is entrant "
                      + submission.entrant()
                      + ", but by the order of entering it is "
                      + expected
                      + "."));
    }
  }

  private void checkRuns(Findings.Kind kind) {
    Map<Slot, RunRecord> played = new HashMap<>();
    Set<Long> numbers = new HashSet<>();
    for (RunRecord record : runs) {
      List<String> wrong = new ArrayList<>(faults(record));
      boolean known = !numbers.add(record.run().id().value());
      if (played.put(Slot.of(record.run()), record) != null || known) {
        wrong.add("Run " + record.run().id().value() + " is there twice.");
      }
      kind.checked(wrong);
    }
    Set<Slot> expected = expected(played, PlanCheck::plays);
    Set<Slot> allowed = expected(played, submission -> plays(submission) || ended(submission));
    for (Slot slot : expected) {
      if (isCancelled(played.get(slot)) && isPlayedForSomebody(slot)) {
        kind.checked(
            List.of(
                "The "
                    + slot.words()
                    + " of "
                    + names(slot)
                    + " was cancelled, but had to be played."));
      }
      if (!played.containsKey(slot)) {
        kind.checked(List.of("The " + slot.words() + " of " + names(slot) + " is missing."));
      }
    }
    for (Slot slot : played.keySet()) {
      if (!allowed.contains(slot)) {
        kind.checked(
            List.of(
                "Run "
                    + played.get(slot).run().id().value()
                    + ", the "
                    + slot.words()
                    + " of "
                    + names(slot)
                    + ", follows from no submission."));
      }
    }
  }

  private static List<String> faults(RunRecord record) {
    String run = "Run " + record.run().id().value();
    if (!record.state().isFinal()) {
      return List.of(run + " was not played to its end: it is " + record.state().word() + ".");
    }
    boolean succeeded = record.state() == RunState.SUCCEEDED;
    boolean release = succeeded && record.run().kind() == RunKind.RELEASE;
    boolean match = succeeded && record.run().kind() == RunKind.MATCH;
    if (release != record.release().isPresent() || match != record.match().isPresent()) {
      return List.of(
          run
              + ", a "
              + record.run().kind().word()
              + " that "
              + record.state().word()
              + ", has another result than such a run has.");
    }
    return List.of();
  }

  private Set<Slot> expected(Map<Slot, RunRecord> played, Predicate<Submission> plays) {
    Set<Slot> expected = new LinkedHashSet<>();
    for (Submission submission : submissions) {
      boolean hider = submission.role() == PlayerRole.HIDER;
      String image = submission.image().value();
      expected.add(new Slot(RunKind.CHECK, 0, hider ? image : "", hider ? "" : image));
    }
    for (Round round : rounds) {
      for (Submission hider : playing(PlayerRole.HIDER, round, plays)) {
        for (int split = 1; split <= round.splits(); split++) {
          expected.add(new Slot(RunKind.RELEASE, split, hider.image().value(), ""));
        }
        for (int number = 1; number <= shadows(); number++) {
          expected.add(new Slot(RunKind.SHADOW, number, hider.image().value(), ""));
        }
      }
    }
    Set<Slot> matches = new LinkedHashSet<>();
    for (Round round : rounds) {
      for (Submission hider : playing(PlayerRole.HIDER, round, plays)) {
        for (int split = 1; split <= round.splits(); split++) {
          String image = hider.image().value();
          RunRecord release = played.get(new Slot(RunKind.RELEASE, split, image, ""));
          if (release != null
              && release.state() == RunState.SUCCEEDED
              && hasAllShadows(image, played)) {
            for (Submission seeker : playing(PlayerRole.SEEKER, round, plays)) {
              matches.add(new Slot(RunKind.MATCH, split, image, seeker.image().value()));
            }
          }
        }
      }
    }
    expected.addAll(matches);
    return expected;
  }

  private boolean hasAllShadows(String hider, Map<Slot, RunRecord> played) {
    return IntStream.rangeClosed(1, shadows())
        .mapToObj(number -> played.get(new Slot(RunKind.SHADOW, number, hider, "")))
        .allMatch(record -> record != null && record.state() == RunState.SUCCEEDED);
  }

  private int shadows() {
    return challenge.definition().shadowsPerHider();
  }

  private List<Submission> playing(PlayerRole role, Round round, Predicate<Submission> plays) {
    return submissions.stream()
        .filter(one -> one.role() == role && plays.test(one) && round.takes(one))
        .toList();
  }

  private static boolean plays(Submission submission) {
    return submission.state().plays();
  }

  /** What was cancelled, withdrawn or disqualified has played as far as it had come. */
  private static boolean ended(Submission submission) {
    return submission.state() == SubmissionState.CANCELLED
        || submission.state() == SubmissionState.WITHDRAWN
        || submission.state() == SubmissionState.DISQUALIFIED;
  }

  private static boolean isCancelled(RunRecord record) {
    return record != null && record.state() == RunState.CANCELLED;
  }

  /** Whether its players are all of submissions that nobody ended. */
  private boolean isPlayedForSomebody(Slot slot) {
    return (slot.hider().isEmpty() || isPlayed(PlayerRole.HIDER, slot.hider()))
        && (slot.seeker().isEmpty() || isPlayed(PlayerRole.SEEKER, slot.seeker()));
  }

  private boolean isPlayed(PlayerRole role, String image) {
    return submissions.stream()
        .anyMatch(
            one ->
                one.role() == role
                    && one.image().value().equals(image)
                    && one.state() != SubmissionState.REFUSED
                    && !ended(one));
  }

  private String names(Slot slot) {
    String hider = name(PlayerRole.HIDER, slot.hider());
    String seeker = name(PlayerRole.SEEKER, slot.seeker());
    return slot.kind() == RunKind.MATCH
        ? "seeker " + seeker + " against hider " + hider
        : slot.hider().isEmpty() ? "seeker " + seeker : "hider " + hider;
  }

  private String name(PlayerRole role, String image) {
    Optional<Submission> known =
        submissions.stream()
            .filter(one -> one.role() == role && one.image().value().equals(image))
            .findFirst();
    return known.map(Submission::name).orElse(image);
  }
}
