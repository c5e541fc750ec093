package org.hideandseek.web.account;

import static org.hideandseek.web.session.Browser.field;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.account.Accounts;
import org.hideandseek.platform.account.LinkedIdentity;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.PersonalToken;
import org.hideandseek.platform.account.Scope;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.openid.OpenIdProvider;
import org.hideandseek.web.page.Figures;
import org.hideandseek.web.session.Browser;

/** One's own account: who one is, where one plays, and one's tokens. */
final class AccountPages {
  private final People people;
  private final Accounts accounts;
  private final Doorway doorway;
  private final Optional<OpenIdProvider> provider;

  /**
   * Pages for people.
   *
   * @param provider at which people may log in, too
   */
  AccountPages(People people, Doorway doorway, Optional<OpenIdProvider> provider) {
    this.people = people;
    this.provider = provider;
    this.accounts = people.accounts();
    this.doorway = doorway;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/account", doorway.person((ctx, person) -> show(ctx, person, Said.NOTHING)));
    routes.head("/account", doorway.person((ctx, person) -> show(ctx, person, Said.NOTHING)));
    routes.post("/account/verification", doorway.form(this::sendLink));
    routes.post("/account/providers/unlink", doorway.form(this::unlink));
    routes.post("/account/tokens", doorway.form(this::makeToken));
    routes.post("/account/password", doorway.form(this::changePassword));
    routes.post("/account/tokens/{id}/revoke", doorway.form(this::revokeToken));
  }

  private void sendLink(Context ctx, Person person) {
    try {
      people.verifications().ask(person, Browser.address(ctx));
      show(ctx, person, Said.good("A mail with a link is on its way to " + person.email() + "."));
    } catch (ProblemException e) {
      Doorway.statusOf(e, ctx);
      show(ctx, person, Said.bad(e.getMessage()));
    }
  }

  private void unlink(Context ctx, Person person) {
    try {
      people
          .identities()
          .unlink(person, field(ctx, "issuer"), field(ctx, "subject"), Browser.address(ctx));
      Doorway.goTo(ctx, "/account#providers");
    } catch (ProblemException e) {
      Doorway.statusOf(e, ctx);
      show(ctx, person, Said.bad(e.getMessage()));
    }
  }

  private void changePassword(Context ctx, Person person) {
    try {
      accounts.changePassword(
          person, field(ctx, "current"), field(ctx, "password"), Browser.address(ctx));
      doorway.browser().forget(ctx);
      doorway.askToLogIn(
          ctx, person.email().value(), "", "The new password is set. Log in with it.", "");
    } catch (ProblemException e) {
      Doorway.statusOf(e, ctx);
      show(ctx, person, Said.bad(e.getMessage()));
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
      show(ctx, person, Said.token(token));
    } catch (ProblemException e) {
      Doorway.statusOf(e, ctx);
      show(ctx, person, Said.bad(e.getMessage()));
    }
  }

  private void revokeToken(Context ctx, Person person) {
    accounts.revokeToken(person, Numbers.of(ctx, "id"), Browser.address(ctx));
    Doorway.goTo(ctx, "/account");
  }

  /** What has come of a form; each may be empty. */
  private record Said(String good, String bad, String token) {
    static final Said NOTHING = new Said("", "", "");

    static Said good(String sentence) {
      return new Said(sentence, "", "");
    }

    static Said bad(String sentence) {
      return new Said("", sentence, "");
    }

    static Said token(String made) {
      return new Said("", "", made);
    }

    /** Without the token. */
    @Override
    public String toString() {
      return good + bad;
    }
  }

  private void show(Context ctx, Person person, Said said) {
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
            person.administrator() || person.creator(),
            person.organises().stream().sorted().toList(),
            teams,
            tokens,
            people.secondFactors().has(person),
            accounts.hasPassword(person),
            people.verifications().lacks(person),
            people.verifications().asked() && person.verified(),
            provider.map(OpenIdProvider::name).orElse(""),
            people.identities().of(person).stream().map(ProviderRow::of).toList(),
            said.token(),
            said.good(),
            said.bad()));
  }

  /** What the template shows. */
  record View(
      String form,
      String name,
      String email,
      boolean administrator,
      boolean creates,
      List<String> organises,
      List<TeamRow> teams,
      List<TokenRow> tokens,
      boolean secondFactor,
      boolean password,
      boolean unverified,
      boolean verified,
      String provider,
      List<ProviderRow> providers,
      String made,
      String good,
      String bad) {
    boolean isMade() {
      return !made.isEmpty();
    }

    boolean isGood() {
      return !good.isEmpty();
    }

    boolean hasProvider() {
      return !provider.isEmpty() || hasProviders();
    }

    boolean hasProviders() {
      return !providers.isEmpty();
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

  /** A log-in at a provider. */
  record ProviderRow(String issuer, String subject, String host, String linked) {
    static ProviderRow of(LinkedIdentity identity) {
      return new ProviderRow(
          identity.issuer(),
          identity.subject(),
          identity.issuer().replaceFirst("^https?://", "").replaceFirst("/+$", ""),
          Figures.time(identity.linkedAt()));
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
