package org.hideandseek.web.organise;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.platform.audience.Bulletin;
import org.hideandseek.platform.audience.BundlePreview;
import org.hideandseek.platform.audience.ChallengeDesk;
import org.hideandseek.platform.audience.ChallengeDetails;
import org.hideandseek.platform.audience.SubmissionSummary;
import org.hideandseek.platform.overview.RunCount;
import org.hideandseek.platform.overview.Trouble;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.run.RunKind;
import org.hideandseek.platform.run.RunState;
import org.hideandseek.platform.submission.SubmissionState;
import org.hideandseek.web.challenge.BulletinView;
import org.hideandseek.web.challenge.ChallengeNav;
import org.hideandseek.web.challenge.PreviewBar;
import org.hideandseek.web.challenge.StateLine;
import org.hideandseek.web.page.Figures;

/** A challenge's page for its organisers. */
record DeskView(
    String name,
    String title,
    String page,
    ChallengeNav nav,
    String form,
    Standing standing,
    List<Extendable> extendable,
    List<QueueRow> queue,
    List<PlayingRow> underWay,
    List<StateChoice> states,
    List<SubmissionRow> submissions,
    String none,
    boolean filtered,
    String left,
    CostView cost,
    BulletinView bulletin,
    List<PreviewBar> preview,
    String good,
    String bad) {
  private static final int MOST = 200;

  static DeskView of(
      ChallengeDesk desk, CostView cost, String state, String form, String good, String bad) {
    ChallengeDetails details = desk.details();
    String name = details.summary().name();
    List<ChallengeDesk.Entry> shown =
        desk.submissions().stream()
            .filter(one -> state.isEmpty() || one.summary().state().word().equals(state))
            .toList();
    return new DeskView(
        name,
        details.summary().title(),
        SteeringPages.page(name),
        ChallengeNav.of(name, "organise"),
        form,
        Standing.of(details),
        extendable(details, desk.at()),
        Stream.of(RunKind.values())
            .map(kind -> QueueRow.of(kind, desk.counts(), desk.at()))
            .filter(row -> !row.isEmpty())
            .toList(),
        desk.underWay().stream().map(one -> PlayingRow.of(one, desk.at())).toList(),
        Stream.of(SubmissionState.values())
            .map(one -> new StateChoice(one.word(), one.word().equals(state)))
            .toList(),
        shown.stream().limit(MOST).map(one -> SubmissionRow.of(one, details)).toList(),
        desk.submissions().isEmpty()
            ? "Nobody has entered a hider or a seeker yet."
            : "No submission is in this state now.",
        !desk.submissions().isEmpty(),
        shown.size() > MOST
            ? Figures.count(shown.size() - MOST) + " older ones are in the JSON alone."
            : "",
        cost,
        BulletinView.of(desk.bulletin()),
        List.of(),
        good,
        bad);
  }

  /** Of a challenge that is not open. */
  static DeskView preview(BundlePreview preview, CostView cost, PreviewBar bar) {
    ChallengeDetails details = preview.details();
    return new DeskView(
        details.summary().name(),
        details.summary().title(),
        bar.back(),
        new ChallengeNav(List.of()),
        "",
        Standing.of(details),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        "Nobody can enter a hider or a seeker before the challenge is open.",
        false,
        "",
        cost,
        BulletinView.of(Bulletin.EMPTY),
        List.of(bar),
        "",
        "");
  }

  private static List<Extendable> extendable(ChallengeDetails details, Instant now) {
    Stage stage = details.stage();
    return details.closedAt().isPresent()
        ? List.of()
        : IntStream.rangeClosed(1, stage.phases().size())
            .filter(number -> !stage.over(number))
            .mapToObj(number -> Extendable.of(stage.phases().get(number - 1), now))
            .toList();
  }

  /**
   * A phase that can end later.
   *
   * @param dates when it ends, and what becomes of its freeze
   */
  record Extendable(String name, String dates) {
    static Extendable of(Phase phase, Instant now) {
      String ends = "It ends on " + Figures.time(phase.ends()) + ". ";
      if (phase.freeze().isEmpty()) {
        return new Extendable(phase.name(), ends + "Its boards do not freeze.");
      }
      Instant freeze = phase.freeze().get();
      String at = Figures.time(freeze);
      if (!freeze.isAfter(now)) {
        return new Extendable(
            phase.name(),
            ends + "Its boards stand still since " + at + ", and go on to until the new end.");
      }
      return new Extendable(
          phase.name(),
          ends
              + "Its boards freeze on "
              + at
              + (phase.visibility().freeze().orElseThrow().movesWithEnd()
                  ? ", "
                      + Figures.duration(Duration.between(freeze, phase.ends()))
                      + " before the end, which moves with the end."
                  : ". That date stays where it is."));
    }
  }

  boolean isGood() {
    return !good.isEmpty();
  }

  boolean isBad() {
    return !bad.isEmpty();
  }

  boolean real() {
    return preview.isEmpty();
  }

  boolean hasExtendable() {
    return !extendable.isEmpty();
  }

  boolean hasQueue() {
    return !queue.isEmpty();
  }

  boolean plays() {
    return !underWay.isEmpty();
  }

  boolean hasSubmissions() {
    return !submissions.isEmpty();
  }

  /**
   * Where the challenge stands.
   *
   * @param state one word
   * @param tone of the word
   * @param sentence on it
   * @param phase what phase is under way; empty without phases
   * @param progress how far the runs are
   * @param paused whether it is paused
   * @param pausable whether it could be
   */
  record Standing(
      String state,
      String tone,
      String sentence,
      String phase,
      String progress,
      boolean paused,
      boolean pausable) {
    static Standing of(ChallengeDetails details) {
      boolean revealed = details.revealedAt().isPresent();
      Optional<String> paused =
          details
              .pause()
              .map(
                  pause ->
                      "since "
                          + Figures.time(pause.since())
                          + ". Everybody reads: "
                          + pause.reason());
      Optional<String> closed =
          details.closedAt().map(at -> "since " + Figures.time(at) + ". It takes no submissions.");
      return new Standing(
          paused.isPresent() ? "paused" : closed.isPresent() ? "closed" : "open",
          paused.isPresent() ? "moving" : closed.isPresent() ? "quiet" : "settled",
          paused
              .or(() -> closed)
              .orElseGet(() -> "since " + Figures.time(details.openedAt()) + "."),
          details.stage().phased() ? details.stage().sentence() : "",
          StateLine.sentence(details.summary().progress()),
          paused.isPresent(),
          paused.isEmpty() && !revealed);
    }

    boolean phased() {
      return !phase.isEmpty();
    }
  }

  /** Runs of one kind. */
  record QueueRow(
      String kind, String waiting, String oldest, String underWay, String ended, String failed) {
    static QueueRow of(RunKind kind, List<RunCount> counts, Instant now) {
      List<RunCount> own = counts.stream().filter(one -> one.kind() == kind).toList();
      return new QueueRow(
          kind.word(),
          sum(own, RunState.QUEUED::equals),
          own.stream()
              .filter(one -> one.state() == RunState.QUEUED)
              .findFirst()
              .map(one -> Figures.duration(since(one.oldest(), now)))
              .orElse(""),
          sum(own, RunState.RUNNING::equals),
          sum(own, RunState::isFinal),
          sum(
              own,
              state ->
                  state.isFinal() && state != RunState.SUCCEEDED && state != RunState.CANCELLED));
    }

    private static String sum(List<RunCount> counts, Predicate<RunState> which) {
      return Figures.count(
          counts.stream().filter(one -> which.test(one.state())).mapToLong(RunCount::runs).sum());
    }

    boolean isEmpty() {
      return waiting.equals("0") && underWay.equals("0") && ended.equals("0");
    }
  }

  private static Duration since(Instant moment, Instant now) {
    return moment.isBefore(now) ? Duration.between(moment, now) : Duration.ZERO;
  }

  /** A run that is being played. */
  record PlayingRow(
      long run, String kind, String split, String hider, String seeker, String since) {
    static PlayingRow of(ChallengeDesk.Playing playing, Instant now) {
      return new PlayingRow(
          playing.run(),
          playing.kind().word(),
          playing.split() == 0 ? "" : Figures.count(playing.split()),
          playing.hider().orElse(""),
          playing.seeker().orElse(""),
          Figures.duration(DeskView.since(playing.since(), now)));
    }
  }

  /** A state to look at alone. */
  record StateChoice(String word, boolean chosen) {}

  /** A submission with what can be done to it. */
  record SubmissionRow(
      long id,
      String role,
      String name,
      String team,
      boolean baseline,
      String state,
      String since,
      String sinceIso,
      String reason,
      String failed,
      String failure,
      boolean canEnd,
      boolean canRerun) {
    static SubmissionRow of(ChallengeDesk.Entry entry, ChallengeDetails details) {
      SubmissionSummary summary = entry.summary();
      boolean open = details.revealedAt().isEmpty();
      return new SubmissionRow(
          summary.id(),
          summary.role().word(),
          summary.name(),
          summary.team(),
          summary.baseline(),
          summary.state().word(),
          Figures.time(summary.changedAt()),
          Figures.iso(summary.changedAt()),
          summary.reason(),
          entry
              .trouble()
              .map(trouble -> Figures.count(trouble.runs(), "run") + " failed")
              .orElse(""),
          entry.trouble().map(SubmissionRow::failure).orElse(""),
          open && summary.state().canEnd(),
          open && (summary.state().plays() || summary.state() == SubmissionState.REFUSED));
    }

    private static String failure(Trouble trouble) {
      return "Run "
          + trouble.first()
          + ", a "
          + trouble.kind().word()
          + ", "
          + trouble.state().verb()
          + (trouble.reason().isEmpty() ? "." : ": " + trouble.reason());
    }

    boolean hasReason() {
      return !reason.isEmpty();
    }

    boolean hasFailed() {
      return !failed.isEmpty();
    }
  }
}
