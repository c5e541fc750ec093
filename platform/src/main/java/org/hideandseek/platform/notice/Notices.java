package org.hideandseek.platform.notice;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Challenge;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.journal.Deed;
import org.hideandseek.platform.mail.MailConfig;
import org.hideandseek.platform.notice.Event.Kind;
import org.hideandseek.platform.notice.Untold.Announced;
import org.hideandseek.platform.notice.Untold.Begun;
import org.hideandseek.platform.notice.Untold.Change;
import org.hideandseek.platform.notice.Untold.Fate;
import org.hideandseek.platform.phase.Stage;
import org.jdbi.v3.core.Jdbi;

/**
 * Tells people what has happened. What there is to tell follows from what the database says has
 * happened, and what has been told is noted there under a unique key, so that each thing is told
 * once, whichever node notices it and whenever it was restarted. What is older than a week is no
 * news any more.
 *
 * <p>Disclosure policy. The people of a team learn the state of its submissions and the sentence on
 * it that participants may read, who joined and left, and of its challenge the dates and what its
 * organisers announce. No notice holds a score, a rank or a count of either: what a phase hides is
 * in none.
 */
public final class Notices {
  /** How many notices are read at a time. */
  public static final int PAGE = 50;

  private static final Duration NEWS = Duration.ofDays(7);
  private static final Duration BEFORE_THE_END = Duration.ofHours(24);
  private static final Duration MAIL_EXPIRES = Duration.ofDays(3);

  private final NoticeStore store;
  private final Optional<MailConfig> mail;
  private final Clock clock;

  private Notices(NoticeStore store, Optional<MailConfig> mail, Clock clock) {
    this.store = store;
    this.mail = mail;
    this.clock = clock;
  }

  /**
   * The notices in a database.
   *
   * @param mail empty if they are in the site alone
   */
  public static Notices open(Jdbi jdbi, Optional<MailConfig> mail, Clock clock) {
    return new Notices(new JdbiNoticeStore(jdbi), mail, clock);
  }

  /**
   * Tells all who play in a challenge what its organisers announce.
   *
   * @param key names this announcement; what has been announced under it in this challenge is not
   *     announced again
   * @param subject one line; what is longer than 200 characters is cut
   * @param text what is longer than 4,000 characters is cut
   * @return how many people were told; empty if they have been told before
   */
  public Optional<Integer> toParticipants(
      String challenge, String key, String subject, String text) {
    return tell(
        new Event(Kind.ANNOUNCEMENT, challenge + "/" + key),
        Recipients.all(challenge),
        new Letter(subject, text, "/challenges/" + challenge));
  }

  /**
   * Tells what has become of submissions, who joined or left, which phases have begun, and what was
   * announced.
   */
  void tellWhatHappened() {
    Instant since = clock.instant().minus(NEWS);
    store.fates(since).forEach(this::tell);
    store.changes(since).forEach(this::tell);
    store.begun(since).forEach(this::tell);
    store.announced(since).forEach(this::tell);
  }

  /** Tells that a phase ends within a day, unless it is so short that its beginning said so. */
  void tellWhatEndsSoon(Challenge challenge, Stage stage) {
    Optional<Phase> current = stage.current();
    if (current.isEmpty()) {
      return;
    }
    Phase phase = current.get();
    Instant due = phase.ends().minus(BEFORE_THE_END);
    if (due.isAfter(clock.instant()) || !due.isAfter(phase.starts())) {
      return;
    }
    // The moment is in the key: where the end was moved, people are told again.
    tell(
        new Event(Kind.PHASE_ENDS_SOON, challenge.name() + "/" + phase.name() + "/" + phase.ends()),
        Recipients.all(challenge.name()),
        new Letter(
            "Phase '" + phase.name() + "' of " + challenge.name() + " ends soon",
            "It takes submissions until "
                + Stage.moment(phase.ends())
                + ". An upload that begins before counts.",
            "/challenges/" + challenge.name()));
  }

  private void tell(Fate fate) {
    String name = "'" + fate.name() + "'";
    String in = " in " + fate.challenge();
    Letter letter =
        switch (fate.kind()) {
          case PASSED -> letter(fate, name + " passed its check" + in, "It is played now.");
          case REFUSED ->
              letter(
                  fate,
                  name + " was refused" + in,
                  "It failed its check. " + reason(fate) + " What it printed is on its page.");
          case RANKED ->
              letter(
                  fate,
                  name + " has been played" + in,
                  "All that it could play so far has been played.");
          case DISQUALIFIED ->
              letter(fate, name + " was disqualified" + in, "The reason: " + reason(fate));
          case PHASE_BEGUN,
              PHASE_ENDS_SOON,
              TEAM_JOINED,
              TEAM_LEFT,
              MEMBER_REMOVED,
              REMOVED_FROM_TEAM,
              ANNOUNCEMENT ->
              throw new IllegalArgumentException("no fate of a submission: " + fate.kind());
        };
    tell(
        new Event(fate.kind(), Long.toString(fate.submission())),
        Recipients.team(fate.challenge(), fate.team()),
        letter);
  }

  private static Letter letter(Fate fate, String subject, String text) {
    return new Letter(subject, text, "/submissions/" + fate.submission());
  }

  private static String reason(Fate fate) {
    return fate.reason().isEmpty() ? "No reason was given." : fate.reason();
  }

  private void tell(Change change) {
    boolean joined = change.kind() == Kind.TEAM_JOINED;
    boolean removed = change.kind() == Kind.MEMBER_REMOVED;
    String who = removed ? change.subject().substring(change.of().length() + 2) : change.name();
    String team = change.of() + " in " + change.challenge() + ".";
    String link = "/challenges/" + change.challenge() + "/team";
    String about = Long.toString(change.line());
    if (removed) {
      store
          .gone(change, who)
          .ifPresent(
              gone ->
                  tell(
                      new Event(Kind.REMOVED_FROM_TEAM, about),
                      Recipients.only(change.challenge(), gone),
                      new Letter(
                          "You are no longer in " + change.of(),
                          "Its captain took you out of the team " + team,
                          link)));
    }
    tell(
        new Event(change.kind(), about),
        Recipients.team(change.challenge(), change.team()).except(change.person()),
        new Letter(
            who + (joined ? " joined " : " left ") + change.of(),
            who
                + (joined ? " accepted an invitation to your team " : " is no longer in your team ")
                + team,
            link));
  }

  private void tell(Begun begun) {
    tell(
        new Event(Kind.PHASE_BEGUN, begun.challenge() + "/" + begun.phase()),
        Recipients.all(begun.challenge()),
        new Letter(
            "Phase '" + begun.phase() + "' of " + begun.challenge() + " has begun",
            "It began on " + Stage.moment(begun.due()) + ". Its page says until when it lasts.",
            "/challenges/" + begun.challenge()));
  }

  private void tell(Announced announced) {
    String firstLine = announced.text().lines().findFirst().orElse("");
    toParticipants(
        announced.challenge(),
        Long.toString(announced.id()),
        announced.challenge() + ": " + firstLine,
        announced.text());
  }

  private Optional<Integer> tell(Event event, Recipients recipients, Letter letter) {
    Instant now = clock.instant();
    return store.tell(
        event,
        recipients,
        letter,
        mail.map(config -> mailText(config, letter)),
        now,
        now.plus(MAIL_EXPIRES));
  }

  private static String mailText(MailConfig config, Letter letter) {
    return letter.text()
        + "\n\n"
        + config.link(letter.link())
        + "\n\n-- \nYou get this mail because you play in a challenge there. To get no more of them, turn them off on\n"
        + config.link("/account/notices")
        + "\n";
  }

  /** Whether notices are sent by mail, too. */
  public boolean byMail() {
    return mail.isPresent();
  }

  /**
   * A person's notices, the newest first, {@value #PAGE} at a time.
   *
   * @param before only with smaller numbers
   */
  public List<Notice> of(Person person, long before) {
    return store.of(person.id(), before, PAGE);
  }

  /** How many somebody has not read. */
  public int unread(Person person) {
    return store.unread(person.id());
  }

  /**
   * Marks notices as read.
   *
   * @param upTo the largest number that was seen; what came since stays unread
   */
  public void markRead(Person person, long upTo) {
    store.markRead(person.id(), upTo, clock.instant());
  }

  /** Whether somebody wants notices by mail. */
  public boolean wantsMail(Person person) {
    return store.wantsMail(person.id());
  }

  /**
   * Turns mail on or off.
   *
   * @param address where the request came from
   */
  public void setMail(Person person, boolean wanted, String address) {
    Deed deed = wanted ? Deed.NOTICE_MAIL_TURNED_ON : Deed.NOTICE_MAIL_TURNED_OFF;
    store.setMail(person.id(), wanted, clock.instant(), person.from(address).did(deed, ""));
  }
}
