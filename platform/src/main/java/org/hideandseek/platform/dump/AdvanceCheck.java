package org.hideandseek.platform.dump;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.run.Run;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunRecord;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.submission.Submission;
import org.hideandseek.platform.submission.SubmissionState;
import org.hideandseek.sandbox.ImageId;

/**
 * Whether the right entries went on into each phase that takes those of the phase before: what
 * their team had chosen, else its latest valid one, else its latest where all were being checked.
 *
 * <p>A dump has the states of submissions as they are now, with the time since when, and not the
 * moment at which the phase was begun: no sooner than its date, and later where the platform was
 * down. So there must be one moment at which all that went on is what had to. What the dump can't
 * tell is taken for right: whether a check had failed once before it was played again, and what had
 * been chosen before that was changed for a later phase.
 */
final class AdvanceCheck {
  private final List<Phase> phases;
  private final int entered;
  private final List<Submission> submissions;
  private final Map<PlayerRole, Map<ImageId, Instant>> checkedAt = new HashMap<>();

  AdvanceCheck(
      List<Phase> phases, int entered, List<Submission> submissions, List<RunRecord> runs) {
    this.phases = phases;
    this.entered = entered;
    this.submissions = submissions;
    for (RunRecord record : runs) {
      Run run = record.run();
      if (run.kind() == RunKind.CHECK && record.state() == RunState.SUCCEEDED) {
        PlayerRole role = run.hider().isPresent() ? PlayerRole.HIDER : PlayerRole.SEEKER;
        checkedAt
            .computeIfAbsent(role, any -> new HashMap<>())
            .put(
                run.hider().or(run::seeker).orElseThrow(), record.finishedAt().orElse(Instant.MAX));
      }
    }
  }

  /** The entries of a team in a role that played in the phase before, the oldest first. */
  private record Group(PlayerRole role, String team, List<Submission> entries) {
    List<Submission> wentInto(int phase) {
      return entries.stream().filter(one -> one.lastPhase() >= phase).toList();
    }
  }

  void check(Findings findings) {
    if (phases.stream().limit(entered).allMatch(phase -> phase.advance().isEmpty())) {
      return;
    }
    Findings.Kind kind = findings.count("teams' entries that went on");
    for (int number = 2; number <= entered; number++) {
      if (phases.get(number - 1).advance().isPresent()) {
        check(number, kind);
      }
    }
    kind.end();
  }

  private void check(int number, Findings.Kind kind) {
    List<Group> groups = groups(number);
    Instant start = phases.get(number - 1).starts();
    Optional<Instant> moment =
        moments(groups, start)
            .filter(at -> groups.stream().allMatch(group -> isRight(group, number, at)))
            .findFirst();
    for (Group group : groups) {
      kind.checked(
          moment.isPresent() || isRight(group, number, start)
              ? List.of()
              : List.of(
                  "Of the "
                      + group.role().word()
                      + "s of team "
                      + group.team()
                      + ", "
                      + numbers(group.wentInto(number))
                      + " went on into phase '"
                      + phases.get(number - 1).name()
                      + "', but by what was chosen and checked before it had to be "
                      + numbers(due(group, number, start))
                      + "."));
    }
  }

  private List<Group> groups(int number) {
    Map<List<Object>, List<Submission>> groups = new LinkedHashMap<>();
    submissions.stream()
        .filter(one -> one.phase() > 0 && one.phase() < number && one.lastPhase() >= number - 1)
        .sorted(Comparator.comparing((Submission one) -> one.id().value()))
        .forEach(
            one ->
                groups
                    .computeIfAbsent(List.of(one.team().id(), one.role()), any -> new ArrayList<>())
                    .add(one));
    return groups.values().stream()
        .map(all -> new Group(all.get(0).role(), all.get(0).team().name(), all))
        .toList();
  }

  /** When the phase may have begun, as far as that makes a difference. */
  private Stream<Instant> moments(List<Group> groups, Instant start) {
    Set<Instant> moments = new TreeSet<>();
    moments.add(start);
    for (Group group : groups) {
      for (Submission one : group.entries()) {
        Stream.concat(Stream.of(one.changedAt()), checkedAt(one).stream())
            .filter(start::isBefore)
            .forEach(moments::add);
      }
    }
    return moments.stream();
  }

  private Optional<Instant> checkedAt(Submission one) {
    return Optional.ofNullable(checkedAt.getOrDefault(one.role(), Map.of()).get(one.image()));
  }

  private static boolean stands(Submission one, Instant at) {
    boolean ended =
        one.state() == SubmissionState.REFUSED
            || one.state() == SubmissionState.CANCELLED
            || one.state() == SubmissionState.WITHDRAWN
            || one.state() == SubmissionState.DISQUALIFIED;
    return !ended || one.changedAt().isAfter(at);
  }

  private boolean isValid(Submission one, Instant at) {
    return stands(one, at) && checkedAt(one).filter(done -> !done.isAfter(at)).isPresent();
  }

  private static boolean isChosen(Submission one, int number) {
    return one.chosenFor().isPresent() && one.chosenFor().getAsInt() == number;
  }

  private boolean isRight(Group group, int number, Instant at) {
    List<Submission> went = group.wentInto(number);
    List<Submission> valid = group.entries().stream().filter(one -> isValid(one, at)).toList();
    List<Submission> chosen = valid.stream().filter(one -> isChosen(one, number)).toList();
    boolean asChosen =
        !went.isEmpty()
            && went.size() <= phases.get(number - 1).advance().orElseThrow()
            && went.containsAll(chosen)
            && went.stream().allMatch(one -> stands(one, at) && mayBeChosen(one, number));
    if (asChosen) {
      return true;
    }
    if (!chosen.isEmpty()) {
      return false;
    }
    return valid.isEmpty()
        ? went.size() <= 1 && went.stream().allMatch(one -> stands(one, at))
        : went.equals(valid.subList(valid.size() - 1, valid.size()));
  }

  private static boolean mayBeChosen(Submission one, int number) {
    return one.chosenFor().isPresent() && one.chosenFor().getAsInt() >= number;
  }

  /** What had to go on at a moment, for people. */
  private List<Submission> due(Group group, int number, Instant at) {
    List<Submission> valid = group.entries().stream().filter(one -> isValid(one, at)).toList();
    List<Submission> chosen = valid.stream().filter(one -> isChosen(one, number)).toList();
    if (!chosen.isEmpty()) {
      return chosen;
    }
    List<Submission> standing =
        valid.isEmpty() ? group.entries().stream().filter(one -> stands(one, at)).toList() : valid;
    return standing.subList(Math.max(0, standing.size() - 1), standing.size());
  }

  private static String numbers(List<Submission> some) {
    return some.isEmpty()
        ? "none"
        : (some.size() == 1 ? "submission " : "submissions ")
            + some.stream()
                .map(one -> Long.toString(one.id().value()))
                .collect(Collectors.joining(", "));
  }
}
