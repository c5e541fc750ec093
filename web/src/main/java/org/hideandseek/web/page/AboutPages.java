package org.hideandseek.web.page;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;

/** What the numbers mean. */
public final class AboutPages {
  private final Site site;

  public AboutPages(Site site) {
    this.site = site;
  }

  public void addTo(RoutesConfig routes) {
    routes.get("/about", this::show);
    routes.head("/about", this::show);
  }

  private void show(Context ctx) {
    site.show(
        ctx,
        "about",
        new Head(
            "What the numbers mean",
            "How hiders and seekers are scored: AUC, utility, the gate, ranks.",
            "about",
            List.of()),
        new View());
  }

  private record View() {}
}
