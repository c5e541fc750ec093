package org.hideandseek.web.organise;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Function;
import org.hideandseek.platform.audience.Organisers;
import org.hideandseek.platform.audience.People;
import org.hideandseek.web.account.Doorway;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.challenge.ChallengePreview;
import org.hideandseek.web.page.Site;
import org.hideandseek.web.session.Browser;

/** The pages and the API of organisers, put together. */
public final class OrganiseSite {
  private final Organisers organisers;
  private final People people;
  private final Function<Context, String> baseUrl;
  private final Optional<String> provider;

  /**
   * For organisers.
   *
   * @param baseUrl the site's own address as the client of a request has to write it
   * @param provider what the provider is called at which people may log in, too
   */
  public OrganiseSite(
      Organisers organisers,
      People people,
      Function<Context, String> baseUrl,
      Optional<String> provider) {
    this.organisers = organisers;
    this.people = people;
    this.baseUrl = baseUrl;
    this.provider = provider;
  }

  /** Adds the pages and the API. */
  public void addTo(RoutesConfig routes, Site site, Json json, Browser browser) {
    Doorway doorway = new Doorway(site, browser, provider);
    new SteeringPages(organisers, doorway).addTo(routes);
    new RescorePages(organisers, doorway).addTo(routes);
    new CreationPages(organisers, doorway, new ChallengePreview(site, baseUrl)).addTo(routes);
    OrganiserCallers callers = new OrganiserCallers(people, browser);
    new SteeringApi(organisers, callers, json).addTo(routes);
    new RescoreApi(organisers, callers, json).addTo(routes);
    new CreationApi(organisers, callers, json).addTo(routes);
  }
}
