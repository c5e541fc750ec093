package org.hideandseek.web.organise;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.function.Function;
import org.hideandseek.platform.audience.Organisers;
import org.hideandseek.platform.audience.People;
import org.hideandseek.web.account.Doorway;
import org.hideandseek.web.api.Json;
import org.hideandseek.web.challenge.ChallengePreview;
import org.hideandseek.web.page.Site;

/** The pages and the API of organisers, put together. */
public final class OrganiseSite {
  private final Organisers organisers;
  private final People people;
  private final Function<Context, String> baseUrl;

  /**
   * For organisers.
   *
   * @param baseUrl the site's own address as the client of a request has to write it
   */
  public OrganiseSite(Organisers organisers, People people, Function<Context, String> baseUrl) {
    this.organisers = organisers;
    this.people = people;
    this.baseUrl = baseUrl;
  }

  /** Adds the pages and the API. */
  public void addTo(RoutesConfig routes, Site site, Json json, Doorway doorway) {
    new SteeringPages(organisers, doorway).addTo(routes);
    new RescorePages(organisers, doorway).addTo(routes);
    new CreationPages(organisers, doorway, new ChallengePreview(site, baseUrl)).addTo(routes);
    OrganiserCallers callers = new OrganiserCallers(people, doorway.browser());
    new SteeringApi(organisers, callers, json).addTo(routes);
    new RescoreApi(organisers, callers, json).addTo(routes);
    new CreationApi(organisers, callers, json).addTo(routes);
  }
}
