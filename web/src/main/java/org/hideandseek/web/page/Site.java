package org.hideandseek.web.page;

import io.javalin.http.Context;
import java.util.Optional;
import java.util.function.Function;

/** Shows pages: a template with its view, in the frame that all pages share. */
public final class Site {
  private final Templates templates = new Templates();
  private final Assets assets;
  private final String version;
  private final Function<Context, Optional<Looker>> looker;

  /**
   * The pages of a site.
   *
   * @param looker who asks; empty for visitors
   */
  public Site(Assets assets, String version, Function<Context, Optional<Looker>> looker) {
    this.assets = assets;
    this.version = version;
    this.looker = looker;
  }

  /**
   * Answers with a page, which caches ask after each time unless the answer says already that they
   * must not keep it.
   *
   * @param template its name, without folder and ending
   * @param view a record whose components the template names
   */
  public void show(Context ctx, String template, Head head, Object view) {
    Optional<Looker> who = looker.apply(ctx);
    if (ctx.res().getHeader("Cache-Control") == null) {
      ctx.header("Cache-Control", who.isPresent() ? "private, no-cache" : "no-cache");
    }
    ctx.contentType("text/html; charset=UTF-8").result(html(template, head, view, who));
  }

  /** A page's HTML, as a visitor sees it. */
  public String html(String template, Head head, Object view) {
    return html(template, head, view, Optional.empty());
  }

  private String html(String template, Head head, Object view, Optional<Looker> who) {
    Frame frame =
        new Frame(
            head,
            assets.href("vendor/pico.min.css"),
            assets.href("site.css"),
            assets.href("live.js"),
            assets.href("favicon.svg"),
            version,
            who.isPresent(),
            who.orElse(new Looker(0, false)));
    return templates.render(template, frame, view);
  }

  /** What the layout shows around a view. */
  private record Frame(
      Head head,
      String pico,
      String css,
      String script,
      String icon,
      String version,
      boolean loggedIn,
      Looker looker) {}
}
