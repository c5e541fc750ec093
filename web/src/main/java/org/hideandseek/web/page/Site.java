package org.hideandseek.web.page;

import io.javalin.http.Context;

/** Shows pages: a template with its view, in the frame that all pages share. */
public final class Site {
  private final Templates templates = new Templates();
  private final Assets assets;
  private final String version;

  public Site(Assets assets, String version) {
    this.assets = assets;
    this.version = version;
  }

  /**
   * Answers with a page, which caches ask after each time unless the answer says already that they
   * must not keep it.
   *
   * @param template its name, without folder and ending
   * @param view a record whose components the template names
   */
  public void show(Context ctx, String template, Head head, Object view) {
    if (ctx.res().getHeader("Cache-Control") == null) {
      ctx.header("Cache-Control", "no-cache");
    }
    ctx.contentType("text/html; charset=UTF-8").result(html(template, head, view));
  }

  /** A page's HTML. */
  public String html(String template, Head head, Object view) {
    Frame frame =
        new Frame(
            head,
            assets.href("vendor/pico.min.css"),
            assets.href("site.css"),
            assets.href("live.js"),
            assets.href("favicon.svg"),
            version);
    return templates.render(template, frame, view);
  }

  /** What the layout shows around a view. */
  private record Frame(
      Head head, String pico, String css, String script, String icon, String version) {}
}
