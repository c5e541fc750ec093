package org.hideandseek.web.challenge;

import io.javalin.http.Context;
import java.util.List;
import java.util.function.Function;
import org.hideandseek.challenges.bundle.Page;
import org.hideandseek.platform.audience.Bulletin;
import org.hideandseek.platform.audience.BundlePreview;
import org.hideandseek.web.page.Head;
import org.hideandseek.web.page.Site;

/** The pages of a challenge that is not open, for who is about to open it. */
public final class ChallengePreview {
  private final Site site;
  private final Function<Context, String> baseUrl;
  private final Overview overview = new Overview();

  /**
   * Previews on a site.
   *
   * @param baseUrl the site's own address as the client of a request has to write it
   */
  public ChallengePreview(Site site, Function<Context, String> baseUrl) {
    this.site = site;
    this.baseUrl = baseUrl;
  }

  /** The challenge's own page. */
  public void show(Context ctx, BundlePreview preview, PreviewBar bar) {
    show(
        ctx,
        "challenge",
        preview.details().summary().title(),
        ChallengeView.of(
                preview.details(),
                Bulletin.EMPTY,
                preview.boards(),
                overview.html(preview.details().overview()),
                baseUrl.apply(ctx))
            .previewed(bar));
  }

  /** One of its other pages. */
  public void show(Context ctx, BundlePreview preview, Page page, PreviewBar bar) {
    show(
        ctx,
        "page",
        page.title(),
        new PageView(
            page.title(),
            preview.details().summary().title(),
            bar.back(),
            new ChallengeNav(List.of()),
            overview.html(page.markdown())));
  }

  private void show(Context ctx, String template, String title, Object view) {
    ctx.header("Cache-Control", "no-store");
    site.show(
        ctx, template, new Head("Preview: " + title, "A preview.", "account", List.of()), view);
  }
}
