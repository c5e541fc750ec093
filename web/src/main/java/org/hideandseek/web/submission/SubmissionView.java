package org.hideandseek.web.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.audience.Leaderboards;
import org.hideandseek.platform.audience.RunSummary;
import org.hideandseek.platform.audience.SubmissionDetails;
import org.hideandseek.platform.audience.SubmissionSummary;
import org.hideandseek.platform.rescore.Rescore;
import org.hideandseek.platform.run.QueuePlace;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.submission.Intervention;
import org.hideandseek.platform.submission.SubmissionState;
import org.hideandseek.web.challenge.ChallengeNav;
import org.hideandseek.web.page.Address;
import org.hideandseek.web.page.Figures;
import org.hideandseek.web.page.Pages;
import org.hideandseek.web.page.Words;

/** A submission's own page. */
record SubmissionView(
    long id,
    String challenge,
    String challengeTitle,
    ChallengeNav nav,
    String role,
    String name,
    String team,
    boolean baseline,
    String stateWord,
    String sentence,
    String archive,
    Optional<Zip> zip,
    String image,
    String matches,
    String baseUrl,
    String events,
    String here,
    int finished,
    int total,
    List<Step> steps,
    List<Fact> standing,
    List<Run> runs,
    Pages pages,
    String shadows,
    Optional<String> cost,
    Optional<String> place,
    boolean canEnd,
    boolean canCancel,
    Optional<String> phases,
    Optional<Choice> choice,
    Optional<Own> own,
    Optional<StatementView> statement,
    List<Change> history) {

  private static final int RUNS = 100;

  static SubmissionView of(
      SubmissionDetails details,
      Leaderboards boards,
      String challengeTitle,
      String baseUrl,
      Optional<Own> own,
      Address here) {
    SubmissionSummary summary = details.summary();
    int finished = (int) details.runs().stream().filter(run -> run.state().isFinal()).count();
    Pages.Part<RunSummary> part =
        Pages.part(details.runs(), RUNS, here, Pages.PAGE, "Runs", "runs");
    return new SubmissionView(
        summary.id(),
        details.challenge(),
        challengeTitle,
        ChallengeNav.of(details.challenge(), "submission"),
        summary.role().word(),
        summary.name(),
        summary.team(),
        summary.baseline(),
        summary.state().word(),
        sentence(summary, finished, details.runs().size()),
        details.archive(),
        zip(details),
        details.image(),
        Address.of("/challenges/" + details.challenge() + "/matches")
            .with(summary.role().word(), summary.name())
            .href(),
        baseUrl,
        "/api/v1/challenges/" + details.challenge() + "/events",
        "/submissions/" + summary.id(),
        finished,
        details.runs().size(),
        steps(details, finished),
        Standing.of(summary, boards),
        part.rows().stream().map(Run::of).toList(),
        part.pages(),
        shadows(details),
        cost(details),
        details.queue().map(SubmissionView::place),
        summary.state().canEnd(),
        summary.state().canEnd() && summary.state() != SubmissionState.RANKED,
        details.phases().isEmpty()
            ? Optional.empty()
            : Optional.of(String.join(", ", details.phases())),
        details.choice().map(Choice::of),
        own,
        StatementView.of(details.statement()),
        details.history().stream().map(Change::of).toList());
  }

  boolean changed() {
    return !history.isEmpty();
  }

  /**
   * What organisers did to its results.
   *
   * @param what in words, before the date
   * @param how what follows the date
   */
  record Change(String what, String at, String atIso, String how) {
    static Change of(Intervention intervention) {
      return new Change(
          intervention.playedAgain().isPresent()
              ? "Played again by an organiser's word of"
              : "Its scores were computed anew on",
          Figures.time(intervention.at()),
          Figures.iso(intervention.at()),
          intervention
              .playedAgain()
              .map(one -> "because: " + one.reason())
              .orElseGet(
                  () ->
                      intervention
                          .scoredAnew()
                          .map(
                              one ->
                                  "by "
                                      + Rescore.oneLine(one.to())
                                      + ", in place of those by "
                                      + Rescore.oneLine(one.from()))
                          .orElseThrow()));
    }
  }

  /** What its team may choose; the buttons follow from it. */
  record Choice(String sentence, boolean chosen) {
    static Choice of(SubmissionDetails.Choice choice) {
      return new Choice(
          (choice.chosen()
                  ? "Your team has chosen it to go on into phase '"
                  : "It goes on into phase '")
              + choice.phase()
              + (choice.chosen()
                  ? "'."
                  : "' if your team chooses it, or if it is your latest valid "
                      + "one and you choose none.")
              + " You may choose "
              + Figures.count(choice.most())
              + " in each role until "
              + Figures.time(choice.begins())
              + ".",
          choice.chosen());
    }
  }

  /**
   * What is for the team whose it is alone.
   *
   * @param form the key of its forms
   * @param log what it printed during its check; empty before it was checked
   */
  record Own(String form, Optional<String> log, List<ReleaseLink> releases, String notice) {
    boolean hasReleases() {
      return !releases.isEmpty();
    }

    boolean hasNotice() {
      return !notice.isEmpty();
    }
  }

  /** A release to take home. */
  record ReleaseLink(int split, String href) {}

  private static String place(QueuePlace place) {
    String before =
        place.before() == 0
            ? "Its next run is the first in the queue"
            : Figures.count(place.before(), "run") + " before its next";
    return before
        + place
            .expectedWait()
            .map(wait -> "; expected to start in about " + Figures.duration(wait))
            .orElse("")
        + ".";
  }

  /** What the table of runs has to explain. */
  private static String shadows(SubmissionDetails details) {
    return details.runs().stream().anyMatch(run -> run.kind() == RunKind.SHADOW)
        ? "A shadow is its run on a half of the public patients, which seekers learn from; nobody"
            + " scores it."
        : "";
  }

  private static Optional<String> cost(SubmissionDetails details) {
    return details
        .cost()
        .map(
            time ->
                Figures.duration(time)
                    + " of container time for "
                    + Figures.count(count(details, RunKind.RELEASE), "release")
                    + " and "
                    + Figures.count(count(details, RunKind.SHADOW), "shadow"));
  }

  private static long count(SubmissionDetails details, RunKind kind) {
    return details.runs().stream().filter(run -> run.kind() == kind).count();
  }

  /** What is said of a ZIP in the format of 2020; {@code hides} where it is a hider. */
  record Zip(boolean hides) {}

  private static Optional<Zip> zip(SubmissionDetails details) {
    return switch (details.format()) {
      case IMAGE -> Optional.empty();
      case ZIP_2020 -> Optional.of(new Zip(details.summary().role() == PlayerRole.HIDER));
    };
  }

  boolean played() {
    return total > 1;
  }

  boolean stands() {
    return !standing.isEmpty();
  }

  boolean noRuns() {
    return total == 0;
  }

  /** A stretch of a submission's life; {@code phase} is done, current, failed or ahead. */
  record Step(String label, String phase, String detail) {
    boolean current() {
      return phase.equals("current");
    }
  }

  /** A number of its line on a board. */
  record Fact(String label, String text) {}

  /** A run. */
  record Run(
      long run,
      Optional<String> page,
      String kind,
      String split,
      Optional<String> opponent,
      String stateWord,
      String reason,
      String attempt,
      String queuedAt,
      String queuedAtIso,
      Optional<String> position,
      Optional<String> ended,
      String duration,
      String cpu,
      String memory,
      String score,
      boolean scoreMissing) {

    static Run of(RunSummary run) {
      String score = Figures.score(run.score());
      return new Run(
          run.id(),
          pageOf(run),
          run.kind() == RunKind.SHADOW
              ? run.kind().word() + " " + run.split().getAsInt()
              : run.kind().word(),
          run.split().isPresent() && run.kind() != RunKind.SHADOW
              ? Integer.toString(run.split().getAsInt())
              : "",
          run.opponent(),
          run.state().word(),
          run.reason(),
          run.attempt() > 1 ? "started " + Figures.count(run.attempt(), "time") : "",
          Figures.time(run.queuedAt()),
          Figures.iso(run.queuedAt()),
          run.queuePosition().isPresent()
              ? Optional.of(
                  run.queuePosition().getAsInt() == 0
                      ? "next in the queue"
                      : Figures.count(run.queuePosition().getAsInt(), "run") + " before it")
              : Optional.empty(),
          ended(run),
          run.duration().map(Figures::duration).orElse(""),
          run.cpuTime().map(Figures::duration).orElse(""),
          run.peakMemoryBytes().isPresent() ? Figures.bytes(run.peakMemoryBytes().getAsLong()) : "",
          isScored(run.kind()) ? score : "",
          isScored(run.kind()) && score.equals(Figures.NOT_SCORED));
    }

    /** By what and when it ended. */
    private static Optional<String> ended(RunSummary run) {
      return run.finishedAt()
          .flatMap(
              time ->
                  run.actor().map(actor -> "by the " + actor.word() + ", " + Figures.time(time)));
    }

    private static boolean isScored(RunKind kind) {
      return kind == RunKind.RELEASE || kind == RunKind.MATCH;
    }
  }

  private static Optional<String> pageOf(RunSummary run) {
    return switch (run.kind()) {
      case CHECK -> Optional.empty();
      case RELEASE -> Optional.of("/releases/" + run.id());
      case SHADOW -> Optional.empty();
      case MATCH -> Optional.of("/matches/" + run.id());
    };
  }

  private static String sentence(SubmissionSummary summary, int finished, int total) {
    if (summary.state() != SubmissionState.RANKED && summary.actor().isPresent()) {
      return summary.reason() + ended(summary);
    }
    if (!summary.reason().isEmpty()) {
      return summary.reason();
    }
    return switch (summary.state()) {
      case CHECKING ->
          "Its container is being tried on public patients. What it prints is kept for its team.";
      case REFUSED -> "It failed the check.";
      case PLAYING ->
          Figures.count(finished) + " of " + Figures.count(total, "run") + " have ended.";
      case RANKED -> "All that it could play so far has been played.";
      case CANCELLED -> "It was cancelled.";
      case WITHDRAWN -> "It was withdrawn.";
      case DISQUALIFIED -> "It was disqualified.";
    };
  }

  /** By whom it ended, and when. */
  private static String ended(SubmissionSummary summary) {
    String by =
        switch (summary.actor().orElseThrow()) {
          case TEAM -> "by its team";
          case OPERATOR -> "by the operator";
          case ORGANISER -> "by an organiser";
          case PLATFORM -> "by the platform";
          case PLAYER -> "through what its container did";
        };
    return " ("
        + Words.of(summary.state())
        + " "
        + by
        + ", "
        + Figures.time(summary.changedAt())
        + ")";
  }

  private static List<Step> steps(SubmissionDetails details, int finished) {
    SubmissionSummary summary = details.summary();
    SubmissionState state = summary.state();
    List<Step> steps = new ArrayList<>();
    steps.add(new Step("Uploaded", "done", Figures.time(summary.createdAt())));
    Optional<RunSummary> check =
        details.runs().stream().filter(run -> run.kind() == RunKind.CHECK).findFirst();
    String checked = check.flatMap(RunSummary::finishedAt).map(Figures::time).orElse("");
    if (state == SubmissionState.REFUSED) {
      steps.add(new Step("Refused", "failed", checked));
      return steps;
    }
    if (!state.canEnd()) {
      steps.add(
          new Step(
              state.word().substring(0, 1).toUpperCase(Locale.ROOT) + state.word().substring(1),
              "failed",
              Figures.time(summary.changedAt())));
      return steps;
    }
    if (state == SubmissionState.CHECKING) {
      steps.add(new Step("Checking", "current", "on public patients"));
      steps.add(new Step("Playing", "ahead", ""));
      steps.add(new Step("Ranked", "ahead", ""));
      return steps;
    }
    steps.add(new Step("Checked", "done", checked));
    String played =
        Figures.count(finished) + " of " + Figures.count(details.runs().size(), "run") + " ended";
    boolean ranked = state == SubmissionState.RANKED;
    steps.add(new Step(ranked ? "Played" : "Playing", ranked ? "done" : "current", played));
    steps.add(new Step("Ranked", ranked ? "done" : "ahead", ""));
    return steps;
  }
}
