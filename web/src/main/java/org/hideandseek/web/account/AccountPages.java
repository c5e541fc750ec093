package org.hideandseek.web.account;

import static org.hideandseek.web.session.Browser.field;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import org.hideandseek.platform.account.Accounts;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.PersonalToken;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.page.Figures;
import org.hideandseek.web.session.Browser;

/** One's own account: who one is, where one plays, and one's tokens. */
final class AccountPages {
  private final People people;
  private final Accounts accounts;
  private final Doorway doorway;

  AccountPages(People people, Doorway doorway) {
    this.people = people;
    this.accounts = people.accounts();
    this.doorway = doorway;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/account", doorway.person((ctx, person) -> show(ctx, person, "", "")));
    routes.head("/account", doorway.person((ctx, person) -> show(ctx, person, "", "")));
    routes.post("/account/tokens", doorway.form(this::makeToken));
    routes.post("/account/password", doorway.form(this::changePassword));
    routes.post("/account/tokens/{id}/revoke", doorway.form(this::revokeToken));
  }

  private void changePassword(Context ctx, Person person) {
    try {
      accounts.changePassword(
          person, field(ctx, "current"), field(ctx, "password"), Browser.address(ctx));
      doorway.askToLogIn(
          ctx, person.email().value(), "", "The new password is set. Log in with it.", "");
    } catch (ProblemException e) {
      Doorway.statusOf(e, ctx);
      show(ctx, person, "", e.getMessage());
    }
  }

  private void makeToken(Context ctx, Person person) {
    try {
      Scope scope =
          Scope.of(field(ctx, "scope"))
              .orElseThrow(
                  () -> new ProblemException(Problem.INVALID, "A token is to read or to submit."));
      String token = accounts.makeToken(person, field(ctx, "name"), scope, Browser.address(ctx));
      ctx.status(201);
      show(ctx, person, token, "");
    } catch (ProblemException e) {
      Doorway.statusOf(e, ctx);
      show(ctx, person, "", e.getMessage());
    }
  }

  private void revokeToken(Context ctx, Person person) {
    accounts.revokeToken(person, Numbers.of(ctx, "id"), Browser.address(ctx));
    Doorway.goTo(ctx, "/account");
  }

  private void show(Context ctx, Person person, String made, String bad) {
    List<TokenRow> tokens = accounts.tokens(person).stream().map(TokenRow::of).toList();
    List<TeamRow> teams =
        people.teams().of(person.id()).stream()
            .map(own -> new TeamRow(own.challenge(), own.team().name()))
            .toList();
    doorway.show(
        ctx,
        "account",
        "Your account",
        new View(
            doorway.browser().formKey(ctx),
            person.name(),
            person.email().value(),
            person.administrator(),
            person.organises().stream().sorted().toList(),
            teams,
            tokens,
            people.secondFactors().has(person),
            accounts.hasPassword(person),
            made,
            bad));
  }

  /** What the template shows. */
  record View(
      String form,
      String name,
      String email,
      boolean administrator,
      List<String> organises,
      List<TeamRow> teams,
      List<TokenRow> tokens,
      boolean secondFactor,
      boolean password,
      String made,
      String bad) {
    boolean isMade() {
      return !made.isEmpty();
    }

    boolean isBad() {
      return !bad.isEmpty();
    }

    boolean hasTeams() {
      return !teams.isEmpty();
    }

    boolean hasTokens() {
      return !tokens.isEmpty();
    }
  }

  /** A team. */
  record TeamRow(String challenge, String team) {}

  /** A token. */
  record TokenRow(long id, String name, String scope, String made, String used) {
    static TokenRow of(PersonalToken token) {
      return new TokenRow(
          token.id(),
          token.name(),
          token.scope().word(),
          Figures.time(token.createdAt()),
          token.usedAt().map(Figures::time).orElse("never"));
    }
  }
}
