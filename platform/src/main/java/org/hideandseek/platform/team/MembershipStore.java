package org.hideandseek.platform.team;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.account.PersonId;
import org.hideandseek.platform.journal.JournalEntry;

/**
 * The teams of people. What changes something takes the line for the journal, and writes both or
 * nothing.
 */
public interface MembershipStore {
  /** The team in which somebody plays in a challenge. */
  Optional<Roster> roster(PersonId person, String challenge);

  /** The same without its members. */
  Optional<Team> team(PersonId person, String challenge);

  /** Everywhere that somebody plays, by challenge. */
  List<Membership> memberships(PersonId person);

  /** What became of a wish to make a team. */
  enum Making {
    MADE,
    NAME_TAKEN,
    IN_A_TEAM,
    PLAYED_IN_ANOTHER
  }

  /** Makes a team whose captain and only member is a person. */
  Making make(PersonId captain, String challenge, String name, Instant now, JournalEntry entry);

  /** Makes an invitation; whether the person is the team's captain. */
  boolean addInvite(
      TeamId team,
      PersonId captain,
      String tokenHash,
      Instant now,
      Instant expires,
      int mostUses,
      JournalEntry entry);

  /** A team's invitations that still work, the newest first. */
  List<Invite> invites(TeamId team, Instant now);

  /**
   * Revokes an invitation; whether the person is the captain of its team and it was not revoked.
   */
  boolean revokeInvite(long invite, PersonId captain, Instant now, JournalEntry entry);

  /** Where an invitation that still works leads. */
  Optional<Membership> invitation(String tokenHash, Instant now);

  /** Where an invitation leads or led. */
  Optional<Membership> invitation(String tokenHash);

  /** What became of a wish to join a team. */
  enum Joining {
    JOINED,
    IN_IT_ALREADY,
    NO_INVITATION,
    IN_ANOTHER,
    PLAYED_IN_ANOTHER,
    FULL
  }

  /**
   * Joins a team with an invitation, which is then used once more.
   *
   * @param mostMembers how many people a team may have
   */
  Joining join(PersonId person, String tokenHash, int mostMembers, Instant now, JournalEntry entry);

  /** What became of a wish to leave a team. */
  enum Leaving {
    LEFT,
    NOT_IN_IT,
    CAPTAIN_OF_OTHERS
  }

  /**
   * Leaves a team. When the last one has left, nobody can join it any more, and what it submitted
   * plays on.
   */
  Leaving leave(PersonId person, TeamId team, Instant now, JournalEntry entry);

  /**
   * Takes another member out of the team; whether one was the captain and the other a member. Who
   * was taken out is as free, or bound, as who left.
   */
  boolean remove(TeamId team, PersonId captain, PersonId member, Instant now, JournalEntry entry);

  /** Makes another member the captain; whether one was the captain and the other a member. */
  boolean handOver(TeamId team, PersonId captain, PersonId to, Instant now, JournalEntry entry);
}
