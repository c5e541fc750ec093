package org.hideandseek.platform.team;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.account.PersonId;
import org.hideandseek.platform.database.Taken;
import org.hideandseek.platform.journal.JdbiJournal;
import org.hideandseek.platform.journal.JournalEntry;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/**
 * The teams of people in the database. Whatever changes who is in a team locks the team's row
 * first, so that two who take the last place come one after the other.
 */
public final class JdbiMembershipStore implements MembershipStore {
  private final Jdbi jdbi;

  public JdbiMembershipStore(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  @Override
  public Optional<Roster> roster(PersonId person, String challenge) {
    return jdbi.withHandle(
        handle ->
            membership(handle, person, challenge)
                .map(own -> new Roster(own.team(), challenge, members(handle, own.team().id()))));
  }

  @Override
  public Optional<Team> team(PersonId person, String challenge) {
    return jdbi.withHandle(handle -> membership(handle, person, challenge).map(Membership::team));
  }

  private static Optional<Membership> membership(Handle handle, PersonId person, String challenge) {
    return handle
        .createQuery(
            """
            SELECT t.id, t.name, t.baseline, m.challenge FROM team_member m
            JOIN team t ON t.id = m.team
            WHERE m.person = :person AND m.challenge = :challenge
            """)
        .bind("person", person.value())
        .bind("challenge", challenge)
        .map(JdbiMembershipStore::row)
        .findOne();
  }

  private static List<Member> members(Handle handle, TeamId team) {
    return handle
        .createQuery(
            """
            SELECT p.id, p.name, m.joined_at, t.captain FROM team_member m
            JOIN person p ON p.id = m.person JOIN team t ON t.id = m.team
            WHERE m.team = :team ORDER BY m.joined_at, p.id
            """)
        .bind("team", team.value())
        .map(
            (row, context) ->
                new Member(
                    new PersonId(row.getLong("id")),
                    row.getString("name"),
                    row.getLong("id") == row.getLong("captain"),
                    row.getObject("joined_at", OffsetDateTime.class).toInstant()))
        .list();
  }

  @Override
  public List<Membership> memberships(PersonId person) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT t.id, t.name, t.baseline, m.challenge FROM team_member m
                    JOIN team t ON t.id = m.team
                    WHERE m.person = :person ORDER BY m.challenge
                    """)
                .bind("person", person.value())
                .map(JdbiMembershipStore::row)
                .list());
  }

  @Override
  public Making make(
      PersonId captain, String challenge, String name, Instant now, JournalEntry entry) {
    try {
      return jdbi.inTransaction(
          handle -> {
            if (membership(handle, captain, challenge).isPresent()) {
              return Making.IN_A_TEAM;
            }
            if (former(handle, captain, challenge).isPresent()) {
              return Making.PLAYED_IN_ANOTHER;
            }
            Optional<Long> made =
                handle
                    .createUpdate(
                        """
                        INSERT INTO team (name, baseline, created_at, challenge, captain)
                        SELECT :name, FALSE, :now, :challenge, :captain
                        WHERE NOT EXISTS (SELECT 1 FROM team WHERE LOWER(name) = LOWER(:name))
                        """)
                    .bind("name", name)
                    .bind("now", now)
                    .bind("challenge", challenge)
                    .bind("captain", captain.value())
                    .executeAndReturnGeneratedKeys("id")
                    .mapTo(Long.class)
                    .findOne();
            if (made.isEmpty()) {
              return Making.NAME_TAKEN;
            }
            addMember(handle, captain, challenge, new TeamId(made.get()), now);
            JdbiJournal.add(handle, entry, now);
            return Making.MADE;
          });
    } catch (UnableToExecuteStatementException e) {
      if (!Taken.is(e)) {
        throw e;
      }
      // Somebody, or the same person in another window, was faster.
      return roster(captain, challenge).isPresent() ? Making.IN_A_TEAM : Making.NAME_TAKEN;
    }
  }

  @Override
  public boolean addInvite(
      TeamId team,
      PersonId captain,
      String tokenHash,
      Instant now,
      Instant expires,
      int mostUses,
      JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          int added =
              handle
                  .createUpdate(
                      """
                      INSERT INTO team_invite (team, token_hash, expires_at, most_uses, uses)
                      SELECT id, :hash, :expires, :mostUses, 0 FROM team
                      WHERE id = :team AND captain = :captain
                      """)
                  .bind("team", team.value())
                  .bind("captain", captain.value())
                  .bind("hash", tokenHash)
                  .bind("expires", expires)
                  .bind("mostUses", mostUses)
                  .execute();
          return JdbiJournal.addIf(handle, added, entry, now);
        });
  }

  @Override
  public List<Invite> invites(TeamId team, Instant now) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, expires_at, most_uses, uses FROM team_invite
                    WHERE team = :team AND revoked_at IS NULL AND expires_at > :now AND uses < most_uses
                    ORDER BY id DESC
                    """)
                .bind("team", team.value())
                .bind("now", now)
                .map(
                    (row, context) ->
                        new Invite(
                            row.getLong("id"),
                            row.getObject("expires_at", OffsetDateTime.class).toInstant(),
                            row.getInt("most_uses"),
                            row.getInt("uses")))
                .list());
  }

  @Override
  public boolean revokeInvite(long invite, PersonId captain, Instant now, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          int revoked =
              handle
                  .createUpdate(
                      """
                      UPDATE team_invite SET revoked_at = :now
                      WHERE id = :id AND revoked_at IS NULL
                        AND team IN (SELECT id FROM team WHERE captain = :captain)
                      """)
                  .bind("id", invite)
                  .bind("captain", captain.value())
                  .bind("now", now)
                  .execute();
          return JdbiJournal.addIf(handle, revoked, entry, now);
        });
  }

  @Override
  public Optional<Membership> invitation(String tokenHash, Instant now) {
    return jdbi.withHandle(handle -> invitation(handle, tokenHash, now));
  }

  private static Optional<Membership> invitation(Handle handle, String tokenHash, Instant now) {
    return handle
        .createQuery(
            """
            SELECT t.id, t.name, t.baseline, t.challenge FROM team_invite i
            JOIN team t ON t.id = i.team
            WHERE i.token_hash = :hash AND i.revoked_at IS NULL AND i.expires_at > :now
              AND i.uses < i.most_uses
            """)
        .bind("hash", tokenHash)
        .bind("now", now)
        .map(JdbiMembershipStore::row)
        .findOne();
  }

  @Override
  public Optional<Membership> invitation(String tokenHash) {
    return jdbi.withHandle(handle -> invitation(handle, tokenHash));
  }

  private static Optional<Membership> invitation(Handle handle, String tokenHash) {
    return handle
        .createQuery(
            """
            SELECT t.id, t.name, t.baseline, t.challenge FROM team_invite i
            JOIN team t ON t.id = i.team
            WHERE i.token_hash = :hash
            """)
        .bind("hash", tokenHash)
        .map(JdbiMembershipStore::row)
        .findOne();
  }

  @Override
  public Joining join(
      PersonId person, String tokenHash, int mostMembers, Instant now, JournalEntry entry) {
    try {
      return jdbi.inTransaction(
          handle -> tryToJoin(handle, person, tokenHash, mostMembers, now, entry));
    } catch (UnableToExecuteStatementException e) {
      if (!Taken.is(e)) {
        throw e;
      }
      return Joining.IN_ANOTHER;
    }
  }

  private static Joining tryToJoin(
      Handle handle,
      PersonId person,
      String tokenHash,
      int mostMembers,
      Instant now,
      JournalEntry entry) {
    Optional<Membership> to = invitation(handle, tokenHash);
    if (to.isEmpty()) {
      return Joining.NO_INVITATION;
    }
    TeamId team = to.get().team().id();
    String challenge = to.get().challenge();
    lock(handle, team);
    Optional<Membership> own = membership(handle, person, challenge);
    if (own.filter(membership -> membership.team().id().equals(team)).isPresent()) {
      // A second click on what has brought this person in already is no mistake.
      return Joining.IN_IT_ALREADY;
    }
    if (invitation(handle, tokenHash, now).isEmpty()) {
      return Joining.NO_INVITATION;
    }
    if (own.isPresent()) {
      return Joining.IN_ANOTHER;
    }
    if (former(handle, person, challenge).filter(left -> !left.equals(team)).isPresent()) {
      return Joining.PLAYED_IN_ANOTHER;
    }
    if (members(handle, team).size() >= mostMembers) {
      return Joining.FULL;
    }
    addMember(handle, person, challenge, team, now);
    handle
        .createUpdate("UPDATE team_invite SET uses = uses + 1 WHERE token_hash = :hash")
        .bind("hash", tokenHash)
        .execute();
    JdbiJournal.add(handle, entry, now);
    return Joining.JOINED;
  }

  @Override
  public Leaving leave(PersonId person, TeamId team, Instant now, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle, team);
          List<Member> members = members(handle, team);
          Optional<Member> own =
              members.stream().filter(member -> member.id().equals(person)).findFirst();
          if (own.isEmpty()) {
            return Leaving.NOT_IN_IT;
          }
          if (own.get().captain() && members.size() > 1) {
            return Leaving.CAPTAIN_OF_OTHERS;
          }
          takeOut(handle, person, team);
          if (members.size() == 1) {
            giveUp(handle, team, now);
          }
          JdbiJournal.add(handle, entry, now);
          return Leaving.LEFT;
        });
  }

  @Override
  public boolean remove(
      TeamId team, PersonId captain, PersonId member, Instant now, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle, team);
          List<Member> members = members(handle, team);
          boolean captains =
              members.stream().anyMatch(one -> one.captain() && one.id().equals(captain));
          boolean another =
              members.stream().anyMatch(one -> !one.captain() && one.id().equals(member));
          if (!captains || !another) {
            return false;
          }
          takeOut(handle, member, team);
          JdbiJournal.add(handle, entry, now);
          return true;
        });
  }

  private static void takeOut(Handle handle, PersonId person, TeamId team) {
    rememberIfItPlayed(handle, person, team);
    handle
        .createUpdate("DELETE FROM team_member WHERE team = :team AND person = :person")
        .bind("team", team.value())
        .bind("person", person.value())
        .execute();
  }

  private static void rememberIfItPlayed(Handle handle, PersonId person, TeamId team) {
    handle
        .createUpdate(
            """
            INSERT INTO team_former_member (challenge, person, team)
            SELECT m.challenge, m.person, m.team FROM team_member m
            WHERE m.team = :team AND m.person = :person
              AND EXISTS (SELECT 1 FROM submission s WHERE s.team = m.team)
              AND NOT EXISTS (
                SELECT 1 FROM team_former_member f
                WHERE f.challenge = m.challenge AND f.person = m.person)
            """)
        .bind("team", team.value())
        .bind("person", person.value())
        .execute();
  }

  private static void giveUp(Handle handle, TeamId team, Instant now) {
    handle
        .createUpdate("UPDATE team SET captain = NULL WHERE id = :team")
        .bind("team", team.value())
        .execute();
    handle
        .createUpdate(
            "UPDATE team_invite SET revoked_at = :now WHERE team = :team AND revoked_at IS NULL")
        .bind("team", team.value())
        .bind("now", now)
        .execute();
  }

  @Override
  public boolean handOver(
      TeamId team, PersonId captain, PersonId to, Instant now, JournalEntry entry) {
    return jdbi.inTransaction(
        handle -> {
          lock(handle, team);
          int changed =
              handle
                  .createUpdate(
                      """
                      UPDATE team SET captain = :to WHERE id = :team AND captain = :captain
                        AND EXISTS (SELECT 1 FROM team_member WHERE team = :team AND person = :to)
                      """)
                  .bind("team", team.value())
                  .bind("captain", captain.value())
                  .bind("to", to.value())
                  .execute();
          return JdbiJournal.addIf(handle, changed, entry, now);
        });
  }

  private static void addMember(
      Handle handle, PersonId person, String challenge, TeamId team, Instant now) {
    handle
        .createUpdate(
            """
            INSERT INTO team_member (challenge, person, team, joined_at)
            VALUES (:challenge, :person, :team, :now)
            """)
        .bind("challenge", challenge)
        .bind("person", person.value())
        .bind("team", team.value())
        .bind("now", now)
        .execute();
  }

  private static Optional<TeamId> former(Handle handle, PersonId person, String challenge) {
    return handle
        .createQuery(
            "SELECT team FROM team_former_member WHERE person = :person AND challenge = :challenge")
        .bind("person", person.value())
        .bind("challenge", challenge)
        .mapTo(Long.class)
        .findOne()
        .map(TeamId::new);
  }

  private static void lock(Handle handle, TeamId team) {
    handle
        .createQuery("SELECT id FROM team WHERE id = :id FOR UPDATE")
        .bind("id", team.value())
        .mapTo(Long.class)
        .one();
  }

  private static Membership row(ResultSet row, StatementContext context) throws SQLException {
    return new Membership(
        row.getString("challenge"),
        new Team(new TeamId(row.getLong("id")), row.getString("name"), row.getBoolean("baseline")));
  }
}
