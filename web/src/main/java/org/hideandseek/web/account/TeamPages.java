package org.hideandseek.web.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.hideandseek.web.session.Browser.field;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.PersonId;
import org.hideandseek.platform.account.Verifications;
import org.hideandseek.platform.audience.Allowance;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.team.Entrants.Entrant;
import org.hideandseek.platform.team.Invite;
import org.hideandseek.platform.team.Member;
import org.hideandseek.platform.team.Membership;
import org.hideandseek.platform.team.Memberships;
import org.hideandseek.platform.team.Roster;
import org.hideandseek.web.challenge.ChallengeNav;
import org.hideandseek.web.page.Address;
import org.hideandseek.web.page.Figures;
import org.hideandseek.web.page.Pages;
import org.hideandseek.web.session.Browser;
import org.hideandseek.web.submission.OwnSubmissionsView;

/** One's own team in a challenge, and how to join one. */
final class TeamPages {
  private final Memberships teams;
  private final Verifications verifications;
  private final Visitors visitors;
  private final Participants participants;
  private final Doorway doorway;
  private final Function<Context, String> baseUrl;

  /**
   * Pages for people.
   *
   * @param baseUrl the site's own address as the client of a request has to write it
   */
  TeamPages(
      People people,
      Visitors visitors,
      Participants participants,
      Doorway doorway,
      Function<Context, String> baseUrl) {
    this.teams = people.teams();
    this.verifications = people.verifications();
    this.visitors = visitors;
    this.participants = participants;
    this.doorway = doorway;
    this.baseUrl = baseUrl;
  }

  void addTo(RoutesConfig routes) {
    String page = "/challenges/{name}/team";
    routes.get(page, doorway.person((ctx, person) -> show(ctx, person, "", "")));
    routes.head(page, doorway.person((ctx, person) -> show(ctx, person, "", "")));
    routes.post(page, doorway.form(this::make));
    routes.post(page + "/invites", doorway.form(this::invite));
    routes.post(page + "/invites/{id}/revoke", doorway.form(this::revoke));
    routes.post(page + "/captain", doorway.form(this::handOver));
    routes.post(page + "/members/{id}/remove", doorway.form(this::remove));
    routes.post(page + "/leave", doorway.form(this::leave));
    routes.get("/join", this::showJoin);
    routes.head("/join", this::showJoin);
    routes.post("/join", doorway.form(this::join));
  }

  private void make(Context ctx, Person person) {
    change(
        ctx,
        person,
        () -> teams.make(person, challenge(ctx), field(ctx, "team"), Browser.address(ctx)));
  }

  private void invite(Context ctx, Person person) {
    try {
      int uses = (int) Math.min(Numbers.typed(ctx, "uses"), Integer.MAX_VALUE);
      String token = teams.invite(person, challenge(ctx), uses, Browser.address(ctx));
      ctx.status(201);
      show(ctx, person, baseUrl.apply(ctx) + "/join?invite=" + token, "");
    } catch (ProblemException e) {
      Doorway.statusOf(e, ctx);
      show(ctx, person, "", e.getMessage());
    }
  }

  private void revoke(Context ctx, Person person) {
    long invite = Numbers.of(ctx, "id");
    change(
        ctx,
        person,
        () -> teams.revokeInvite(person, challenge(ctx), invite, Browser.address(ctx)));
  }

  private void handOver(Context ctx, Person person) {
    PersonId to = new PersonId(Numbers.typed(ctx, "person"));
    change(ctx, person, () -> teams.handOver(person, challenge(ctx), to, Browser.address(ctx)));
  }

  private void remove(Context ctx, Person person) {
    PersonId who = new PersonId(Numbers.of(ctx, "id"));
    change(ctx, person, () -> teams.remove(person, challenge(ctx), who, Browser.address(ctx)));
  }

  private void leave(Context ctx, Person person) {
    change(ctx, person, () -> teams.leave(person, challenge(ctx), Browser.address(ctx)));
  }

  private void change(Context ctx, Person person, Runnable change) {
    try {
      change.run();
      Doorway.goTo(ctx, page(challenge(ctx)));
    } catch (ProblemException e) {
      Doorway.statusOf(e, ctx);
      show(ctx, person, "", e.getMessage());
    }
  }

  private void show(Context ctx, Person person, String link, String bad) {
    String challenge = challenge(ctx);
    Optional<Roster> roster = teams.roster(person.id(), challenge);
    String title = visitors.challenge(challenge).summary().title();
    boolean captain = roster.filter(own -> own.captainIs(person.id())).isPresent();
    List<InviteRow> invites =
        captain
            ? teams.invites(roster.get().team().id()).stream().map(InviteRow::of).toList()
            : List.of();
    List<MemberRow> members =
        roster
            .map(
                own ->
                    own.members().stream()
                        .map(member -> MemberRow.of(member, person, captain))
                        .toList())
            .orElse(List.of());
    doorway.show(
        ctx,
        "team",
        "Your team \u00b7 " + title,
        "challenges",
        new View(
            doorway.browser().formKey(ctx),
            new Where(challenge, title, page(challenge)),
            ChallengeNav.of(challenge, "team"),
            played(
                ctx, participants.reading(doorway.browser().visit(ctx).orElseThrow()), challenge),
            roster.map(own -> own.team().name()).orElse(""),
            rules(challenge),
            captain,
            verifications.lacks(person),
            members,
            invites,
            link,
            bad));
  }

  private Optional<Played> played(Context ctx, Entrant entrant, String challenge) {
    if (entrant.in(challenge).isEmpty()) {
      return Optional.empty();
    }
    Visitors eyes = participants.view(entrant).now();
    Allowance allowance = participants.uploads().allowance(entrant, challenge);
    String number = Optional.ofNullable(ctx.queryParam(Pages.PAGE)).orElse("");
    return Optional.of(
        new Played(
            allowance.sentence(),
            allowance.left(),
            OwnSubmissionsView.of(
                eyes.own(challenge),
                eyes.leaderboards(challenge),
                Address.of(page(challenge)).with(Pages.PAGE, number.strip()))));
  }

  private void showJoin(Context ctx) {
    String token = Optional.ofNullable(ctx.queryParam("invite")).orElse("");
    Membership to = teams.invitation(token);
    String title = visitors.challenge(to.challenge()).summary().title();
    String next = Doorway.safe("/join?invite=" + token, "/account");
    doorway.show(
        ctx,
        "join",
        "Join a team",
        new JoinView(
            doorway.browser().formKey(ctx),
            to.team().name(),
            to.challenge(),
            title,
            rules(to.challenge()),
            token,
            "/log-in?next=" + URLEncoder.encode(next, UTF_8),
            "/sign-up?next=" + URLEncoder.encode(next, UTF_8),
            doorway.browser().person(ctx).map(Person::name).orElse(""),
            doorway.browser().person(ctx).filter(verifications::lacks).isPresent()));
  }

  private void join(Context ctx, Person person) {
    Doorway.goTo(ctx, page(teams.join(person, field(ctx, "invite"), Browser.address(ctx))));
  }

  private String rules(String challenge) {
    return teams
            .mostMembers(challenge)
            .map(number -> "A team here has at most " + Figures.count(number, "member") + ".")
            .orElse("A team here may have any number of members.")
        + teams
            .frozenFrom(challenge)
            .map(from -> " Who is in one stays as it is from " + Figures.time(from) + " on.")
            .orElse("");
  }

  private static String challenge(Context ctx) {
    return ctx.pathParam("name");
  }

  private static String page(String challenge) {
    return "/challenges/" + challenge + "/team";
  }

  /** The challenge. */
  record Where(String challenge, String title, String page) {}

  /**
   * What the team plays.
   *
   * @param sentence until when something is taken of it, or why nothing is; may be empty
   * @param slots how often it may still submit, by role
   */
  record Played(String sentence, List<String> slots, OwnSubmissionsView submissions) {}

  /** What the template shows. */
  record View(
      String form,
      Where where,
      ChallengeNav nav,
      Optional<Played> played,
      String team,
      String rules,
      boolean captain,
      boolean unverified,
      List<MemberRow> members,
      List<InviteRow> invites,
      String link,
      String bad) {
    boolean hasTeam() {
      return !team.isEmpty();
    }

    /** Whether there are others whom the viewer can make captain or remove. */
    boolean leads() {
      return captain && members.size() > 1;
    }

    boolean hasInvites() {
      return !invites.isEmpty();
    }

    boolean isLink() {
      return !link.isEmpty();
    }

    boolean isBad() {
      return !bad.isEmpty();
    }
  }

  /** A member. */
  record MemberRow(
      long id, String name, boolean captain, boolean you, boolean canLead, String joined) {
    static MemberRow of(Member member, Person viewer, boolean viewerLeads) {
      boolean you = member.id().equals(viewer.id());
      return new MemberRow(
          member.id().value(),
          member.name(),
          member.captain(),
          you,
          viewerLeads && !you,
          Figures.time(member.joinedAt()));
    }
  }

  /** A link. */
  record InviteRow(long id, String expires, int uses, int most) {
    static InviteRow of(Invite invite) {
      return new InviteRow(
          invite.id(), Figures.time(invite.expiresAt()), invite.uses(), invite.mostUses());
    }
  }

  /** What the template shows. */
  record JoinView(
      String form,
      String team,
      String challenge,
      String title,
      String rules,
      String invite,
      String logIn,
      String signUp,
      String person,
      boolean unverified) {
    boolean hasPerson() {
      return !person.isEmpty();
    }
  }
}
