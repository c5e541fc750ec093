package org.hideandseek.platform.team;

import java.text.Normalizer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.PersonId;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.account.Verifications;
import org.hideandseek.platform.challenge.ChallengeStore;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.journal.Deed;
import org.hideandseek.platform.journal.JournalEntry;
import org.hideandseek.platform.phase.Stage;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * Teams of people: one in each challenge for each person, no larger than the challenge allows. Who
 * leaves a team that has submitted something may come back to it and play in no other, so that
 * nobody gets a second team's submissions.
 */
public final class Memberships {
  /** A link to join a team works this long. */
  public static final Duration INVITATION = Duration.ofDays(7);

  /** The most people who can join with one link. */
  public static final int MOST_USES = 50;

  private static final int MOST_INVITATIONS = 20;

  private final MembershipStore store;
  private final ChallengeStore challenges;
  private final Verifications verifications;
  private final Tokens tokens;
  private final Clock clock;

  public Memberships(
      MembershipStore store,
      ChallengeStore challenges,
      Verifications verifications,
      Tokens tokens,
      Clock clock) {
    this.store = store;
    this.challenges = challenges;
    this.verifications = verifications;
    this.tokens = tokens;
    this.clock = clock;
  }

  /** The team in which somebody plays in a challenge; NOT_FOUND if there is no such challenge. */
  public Optional<Roster> roster(PersonId person, String challenge) {
    return store.roster(person, challenge(challenge).name());
  }

  /** Everywhere that somebody plays, by challenge. */
  public List<Membership> of(PersonId person) {
    return store.memberships(person);
  }

  /**
   * How many people a team may have in a challenge; empty if any number.
   *
   * @throws ProblemException NOT_FOUND if there is no such challenge
   */
  public Optional<Integer> mostMembers(String challenge) {
    return challenge(challenge).definition().teams().maxSize();
  }

  /**
   * From when on who is in a team stays as it is; empty if teams may always change.
   *
   * @throws ProblemException NOT_FOUND if there is no such challenge
   */
  public Optional<Instant> frozenFrom(String challenge) {
    return challenge(challenge).definition().teams().frozen();
  }

  /**
   * Makes a team of one.
   *
   * @throws ProblemException NOT_FOUND if there is no such challenge, INVALID for a bad name,
   *     CONFLICT if it is taken, if the person may not have another team there, or if the challenge
   *     is closed
   */
  public void make(Person person, String challenge, String typed, String address) {
    requireOpen(challenge);
    String name = Normalizer.normalize(typed.strip(), Normalizer.Form.NFC);
    Teams.requireName(name);
    JournalEntry entry = person.from(address).did(Deed.TEAM_MADE, challenge, name);
    switch (store.make(person.id(), challenge, name, clock.instant(), entry)) {
      case MADE -> {}
      case NAME_TAKEN ->
          throw new ProblemException(
              Problem.CONFLICT,
              "There is a team called '" + name + "' already; choose another name.");
      case IN_A_TEAM -> throw inATeam();
      case PLAYED_IN_ANOTHER -> throw playedInAnother();
    }
  }

  /**
   * Makes a link with which people can join.
   *
   * @return its secret
   * @throws ProblemException NOT_FOUND without a team, FORBIDDEN if the person is not its captain
   *     or has to confirm their address first, INVALID for a bad number, CONFLICT if the challenge
   *     is closed or there are too many links
   */
  public String invite(Person person, String challenge, int mostUses, String address) {
    verifications.require(person);
    requireOpen(challenge);
    requireNotFrozen(challenge);
    Team team = asCaptain(person, challenge).team();
    if (mostUses < 1 || mostUses > MOST_USES) {
      throw new ProblemException(
          Problem.INVALID, "A link is for 1 to " + MOST_USES + " people; make another for more.");
    }
    Instant now = clock.instant();
    if (store.invites(team.id(), now).size() >= MOST_INVITATIONS) {
      throw new ProblemException(
          Problem.CONFLICT,
          "Your team has " + MOST_INVITATIONS + " links; revoke one before you make another.");
    }
    String token = tokens.draw("hsi_");
    boolean made =
        store.addInvite(
            team.id(),
            person.id(),
            Tokens.hash(token),
            now,
            now.plus(INVITATION),
            mostUses,
            person
                .from(address)
                .did(
                    Deed.INVITE_MADE,
                    challenge,
                    String.format(Locale.ROOT, "%s, for %d", team.name(), mostUses)));
    if (!made) {
      throw notTheCaptain();
    }
    return token;
  }

  /** A team's links that still work, the newest first. */
  public List<Invite> invites(TeamId team) {
    return store.invites(team, clock.instant());
  }

  /**
   * Makes a link useless.
   *
   * @throws ProblemException NOT_FOUND if there is no such link, FORBIDDEN if the person is not the
   *     captain
   */
  public void revokeInvite(Person person, String challenge, long invite, String address) {
    Team team = asCaptain(person, challenge).team();
    boolean revoked =
        store.revokeInvite(
            invite,
            person.id(),
            clock.instant(),
            person.from(address).did(Deed.INVITE_REVOKED, challenge, team.name()));
    if (!revoked) {
      throw new ProblemException(
          Problem.NOT_FOUND, "Your team has no such link; it may be revoked already.");
    }
  }

  /**
   * Where a link leads.
   *
   * @throws ProblemException NOT_FOUND if it is revoked, used up, too old or wrong
   */
  public Membership invitation(String token) {
    return store.invitation(Tokens.hash(token), clock.instant()).orElseThrow(Memberships::oldLink);
  }

  /**
   * Joins a team with a link; doing it again changes nothing.
   *
   * @return the challenge in which it plays
   * @throws ProblemException FORBIDDEN if the person has to confirm their address first, NOT_FOUND
   *     if the link does not work any more, CONFLICT if the team is full, if the person may not
   *     have another team there, or if the challenge is closed or its teams are frozen
   */
  public String join(Person person, String token, String address) {
    verifications.require(person);
    Membership to = store.invitation(Tokens.hash(token)).orElseThrow(Memberships::oldLink);
    requireOpen(to.challenge());
    requireNotFrozen(to.challenge());
    int most = mostMembers(to.challenge()).orElse(Integer.MAX_VALUE);
    JournalEntry entry =
        person.from(address).did(Deed.TEAM_JOINED, to.challenge(), to.team().name());
    switch (store.join(person.id(), Tokens.hash(token), most, clock.instant(), entry)) {
      case JOINED, IN_IT_ALREADY -> {}
      case NO_INVITATION -> throw oldLink();
      case IN_ANOTHER -> throw inATeam();
      case PLAYED_IN_ANOTHER -> throw playedInAnother();
      case FULL ->
          throw new ProblemException(
              Problem.CONFLICT,
              "Team '"
                  + to.team().name()
                  + "' is full: this challenge allows teams of "
                  + most
                  + ".");
    }
    return to.challenge();
  }

  /**
   * Leaves the team in a challenge.
   *
   * @throws ProblemException NOT_FOUND without a team, CONFLICT if the person is the captain of
   *     others, or if teams are frozen
   */
  public void leave(Person person, String challenge, String address) {
    Team team = own(person, challenge).team();
    requireNotFrozen(challenge);
    JournalEntry entry = person.from(address).did(Deed.TEAM_LEFT, challenge, team.name());
    switch (store.leave(person.id(), team.id(), clock.instant(), entry)) {
      case LEFT -> {}
      case NOT_IN_IT -> throw noTeam();
      case CAPTAIN_OF_OTHERS ->
          throw new ProblemException(
              Problem.CONFLICT,
              "You are the captain of others; make one of them the captain before you leave.");
    }
  }

  /**
   * Takes another member out of the team.
   *
   * @throws ProblemException NOT_FOUND without a team or without such a member, FORBIDDEN if the
   *     person is not the captain, CONFLICT if teams are frozen
   */
  public void remove(Person person, String challenge, PersonId who, String address) {
    Roster roster = asCaptain(person, challenge);
    requireNotFrozen(challenge);
    Member member = other(roster, who);
    boolean done =
        store.remove(
            roster.team().id(),
            person.id(),
            who,
            clock.instant(),
            person
                .from(address)
                .did(Deed.MEMBER_REMOVED, challenge, roster.team().name() + ", " + member.name()));
    if (!done) {
      throw noMember();
    }
  }

  private static Member other(Roster roster, PersonId who) {
    return roster.members().stream()
        .filter(member -> member.id().equals(who))
        .findFirst()
        .orElseThrow(Memberships::noMember);
  }

  /**
   * Makes another member the captain.
   *
   * @throws ProblemException NOT_FOUND without a team or without such a member, FORBIDDEN if the
   *     person is not the captain
   */
  public void handOver(Person person, String challenge, PersonId to, String address) {
    Roster roster = asCaptain(person, challenge);
    Member next = other(roster, to);
    boolean done =
        store.handOver(
            roster.team().id(),
            person.id(),
            to,
            clock.instant(),
            person
                .from(address)
                .did(
                    Deed.CAPTAIN_CHANGED, challenge, roster.team().name() + ", to " + next.name()));
    if (!done) {
      throw noMember();
    }
  }

  private Roster own(Person person, String challenge) {
    return roster(person.id(), challenge).orElseThrow(Memberships::noTeam);
  }

  private Roster asCaptain(Person person, String challenge) {
    Roster roster = own(person, challenge);
    if (!roster.captainIs(person.id())) {
      throw notTheCaptain();
    }
    return roster;
  }

  private OpenChallenge challenge(String name) {
    return challenges
        .find(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.NOT_FOUND, "There is no challenge called '" + name + "'."));
  }

  private void requireOpen(String name) {
    if (challenge(name).closedAt().isPresent()) {
      throw new ProblemException(
          Problem.CONFLICT, "This challenge is closed; its teams stay as they are.");
    }
  }

  private void requireNotFrozen(String challenge) {
    frozenFrom(challenge)
        .filter(from -> !clock.instant().isBefore(from))
        .ifPresent(
            from -> {
              throw new ProblemException(
                  Problem.CONFLICT,
                  "Who is in a team of this challenge stays as it is since "
                      + Stage.moment(from)
                      + ".");
            });
  }

  private static ProblemException noTeam() {
    return new ProblemException(Problem.NOT_FOUND, "You are in no team in this challenge.");
  }

  private static ProblemException noMember() {
    return new ProblemException(
        Problem.NOT_FOUND, "Your team has no such member; they may have left it.");
  }

  private static ProblemException notTheCaptain() {
    return new ProblemException(
        Problem.FORBIDDEN, "Only the captain of your team may do this; ask them.");
  }

  private static ProblemException oldLink() {
    return new ProblemException(
        Problem.NOT_FOUND,
        "This link to join a team is used up, revoked, older than a week, or not whole; ask the team's captain for another.");
  }

  private static ProblemException inATeam() {
    return new ProblemException(
        Problem.CONFLICT,
        "You are in a team in this challenge already, and may be in one only; leave it first.");
  }

  private static ProblemException playedInAnother() {
    return new ProblemException(
        Problem.CONFLICT,
        "You have left a team that submitted in this challenge; you may come back to it, but play in no other.");
  }
}
