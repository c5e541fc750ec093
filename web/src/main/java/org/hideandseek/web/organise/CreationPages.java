package org.hideandseek.web.organise;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.http.UploadedFile;
import jakarta.servlet.MultipartConfigElement;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.hideandseek.challenges.bundle.Page;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.audience.Acting;
import org.hideandseek.platform.audience.BundlePreview;
import org.hideandseek.platform.audience.BundlePreview.Eyes;
import org.hideandseek.platform.audience.Organisers;
import org.hideandseek.platform.bundle.Draft;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.zip.BundleZip;
import org.hideandseek.web.account.Doorway;
import org.hideandseek.web.challenge.ChallengePreview;
import org.hideandseek.web.challenge.PreviewBar;
import org.hideandseek.web.session.Browser;

/** Where challenges are created from bundles: upload, see what is wrong, look, open. */
final class CreationPages {
  private static final String HOME = "/organise";
  private static final String BUNDLE = HOME + "/bundles/{id}";
  private static final String MULTIPART = "org.eclipse.jetty.multipartConfig";

  /** What a form has besides the file. */
  private static final long OTHER_FIELDS = 10_000;

  private final Organisers organisers;
  private final Doorway doorway;
  private final ChallengePreview challenges;

  CreationPages(Organisers organisers, Doorway doorway, ChallengePreview challenges) {
    this.organisers = organisers;
    this.doorway = doorway;
    this.challenges = challenges;
  }

  void addTo(RoutesConfig routes) {
    routes.get(HOME, doorway.person((ctx, person) -> home(ctx, person, "")));
    routes.head(HOME, doorway.person((ctx, person) -> home(ctx, person, "")));
    routes.post(HOME, doorway.person(this::upload));
    routes.get(BUNDLE, doorway.person((ctx, person) -> bundle(ctx, person, "")));
    routes.head(BUNDLE, doorway.person((ctx, person) -> bundle(ctx, person, "")));
    routes.get(BUNDLE + "/preview", doorway.person(this::preview));
    routes.head(BUNDLE + "/preview", doorway.person(this::preview));
    routes.get(BUNDLE + "/pages/{page}", doorway.person(this::page));
    routes.head(BUNDLE + "/pages/{page}", doorway.person(this::page));
    routes.post(
        BUNDLE + "/open",
        doing(
            (ctx, who) ->
                Doorway.goTo(ctx, SteeringPages.page(organisers.open(who, id(ctx)).challenge()))));
    routes.post(
        BUNDLE + "/discard",
        doing(
            (ctx, who) -> {
              organisers.discard(who, id(ctx));
              Doorway.goTo(ctx, HOME);
            }));
  }

  private Handler doing(BiConsumer<Context, Acting> deed) {
    return doorway.form(
        (ctx, person) -> {
          try {
            deed.accept(ctx, new Acting(person, Browser.address(ctx)));
          } catch (ProblemException e) {
            Doorway.statusOf(e, ctx);
            bundle(ctx, person, e.getMessage());
          }
        });
  }

  private void home(Context ctx, Person person, String bad) {
    boolean creates = organisers.mayCreate(person);
    if (!creates && person.organises().isEmpty()) {
      organisers.drafts(person);
    }
    doorway.show(
        ctx,
        "organisehome",
        "Organise",
        new HomeView(
            doorway.browser().formKey(ctx),
            creates,
            person.organises().stream().sorted().toList(),
            creates ? organisers.drafts(person).stream().map(DraftRow::of).toList() : List.of(),
            bad));
  }

  private void upload(Context ctx, Person person) {
    // Before a gigabyte is read, and before the form's key, which lies behind it, can be.
    organisers.drafts(person);
    ctx.req()
        .setAttribute(
            MULTIPART,
            new MultipartConfigElement(
                System.getProperty("java.io.tmpdir"),
                BundleZip.LARGEST,
                BundleZip.LARGEST + OTHER_FIELDS,
                0));
    try {
      Optional<UploadedFile> file = file(ctx);
      doorway.browser().requireOwnForm(ctx, Browser.field(ctx, Browser.FIELD));
      Draft draft =
          organisers.upload(
              new Acting(person, Browser.address(ctx)),
              file.map(UploadedFile::filename).orElse(""),
              file.map(UploadedFile::content).orElseGet(InputStream::nullInputStream));
      Doorway.goTo(ctx, HOME + "/bundles/" + draft.id());
    } catch (ProblemException e) {
      Doorway.statusOf(e, ctx);
      home(ctx, person, e.getMessage());
    }
  }

  private static Optional<UploadedFile> file(Context ctx) {
    String type = Optional.ofNullable(ctx.req().getContentType()).orElse("");
    if (!type.startsWith("multipart/form-data")) {
      throw new ProblemException(
          Problem.INVALID, "Send the bundle's ZIP from the form of this page.");
    }
    try {
      return Optional.ofNullable(ctx.uploadedFile("bundle"));
    } catch (IllegalStateException e) {
      throw new ProblemException(
          Problem.TOO_LARGE,
          "The upload is larger than the " + (BundleZip.LARGEST >> 20) + " MiB allowed.",
          e);
    }
  }

  private void bundle(Context ctx, Person person, String bad) {
    Draft draft = organisers.draft(person, id(ctx));
    Optional<CostView> cost =
        draft
            .content()
            .map(
                content ->
                    new CostView(
                        content.definition(),
                        List.of(),
                        organisers.draftForecast(
                            person,
                            draft.id(),
                            Typed.entries(ctx, "hiders"),
                            Typed.entries(ctx, "seekers"))));
    doorway.show(
        ctx,
        "bundle",
        "Bundle \u00b7 " + draft.fileName(),
        DraftView.of(draft, cost, doorway.browser().formKey(ctx), bad));
  }

  private void preview(Context ctx, Person person) {
    Eyes eyes = Eyes.of(Optional.ofNullable(ctx.queryParam("as")).orElse(""));
    String phase = Optional.ofNullable(ctx.queryParam("phase")).orElse("");
    BundlePreview preview = organisers.preview(person, id(ctx), eyes, phase);
    PreviewBar bar = PreviewBar.of(id(ctx), preview);
    if (eyes == Eyes.ORGANISER) {
      doorway.show(
          ctx, "organise", "Preview", DeskView.preview(preview, forecast(ctx, person), bar));
    } else {
      challenges.show(ctx, preview, bar);
    }
  }

  private CostView forecast(Context ctx, Person person) {
    return new CostView(
        organisers.draft(person, id(ctx)).content().orElseThrow().definition(),
        List.of(),
        organisers.draftForecast(
            person, id(ctx), Typed.entries(ctx, "hiders"), Typed.entries(ctx, "seekers")));
  }

  private void page(Context ctx, Person person) {
    BundlePreview preview = organisers.preview(person, id(ctx), Eyes.VISITOR, "");
    Page page =
        preview.pages().stream()
            .filter(one -> one.slug().equals(ctx.pathParam("page")))
            .findFirst()
            .orElseThrow(
                () -> new ProblemException(Problem.NOT_FOUND, "The bundle has no such page."));
    challenges.show(ctx, preview, page, PreviewBar.of(id(ctx), preview));
  }

  private static long id(Context ctx) {
    return Typed.number(ctx, "id");
  }

  /** What the template shows. */
  record HomeView(
      String form, boolean creates, List<String> organises, List<DraftRow> drafts, String bad) {
    boolean isBad() {
      return !bad.isEmpty();
    }

    boolean hasOrganised() {
      return !organises.isEmpty();
    }

    boolean hasDrafts() {
      return !drafts.isEmpty();
    }
  }
}
