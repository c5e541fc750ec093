package org.hideandseek.web.account;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Function;
import org.hideandseek.platform.audience.Operators;
import org.hideandseek.platform.audience.Participants;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.audience.Visitors;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.openid.OpenIdProvider;

/** All that this package serves. */
public final class AccountSite {
  private final People people;
  private final Visitors visitors;
  private final Participants participants;
  private final Operators operators;
  private final Function<Context, String> baseUrl;
  private final Optional<OpenIdProvider> provider;

  /**
   * For people.
   *
   * @param baseUrl the site's own address as the client of a request has to write it
   * @param provider at which people may log in, too
   */
  public AccountSite(
      People people,
      Visitors visitors,
      Participants participants,
      Operators operators,
      Function<Context, String> baseUrl,
      Optional<OpenIdProvider> provider) {
    this.people = people;
    this.visitors = visitors;
    this.participants = participants;
    this.operators = operators;
    this.baseUrl = baseUrl;
    this.provider = provider;
  }

  /** Adds the pages and the API. */
  public void addTo(RoutesConfig routes, Json json, Doorway doorway) {
    Entry entry = new Entry(doorway);
    new LogInPages(people, doorway, entry).addTo(routes);
    new VerificationPages(people.verifications(), doorway).addTo(routes);
    new ForgotPages(people.forgotten(), doorway).addTo(routes);
    provider.ifPresent(
        known -> new OpenIdPages(known, people.identities(), doorway, entry).addTo(routes));
    new SecondFactorPages(people, doorway).addTo(routes);
    new NoticePages(people.notices(), people.verifications(), doorway).addTo(routes);
    new AccountPages(people, doorway, provider).addTo(routes);
    new TeamPages(people, visitors, participants, doorway, baseUrl).addTo(routes);
    new AuditLogPages(people, doorway, json).addTo(routes);
    new AccountApi(people, operators, json, baseUrl).addTo(routes);
  }
}
