package org.hideandseek.web.organise;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Phase;
import org.hideandseek.platform.audience.BundlePreview.Eyes;
import org.hideandseek.platform.bundle.Draft;
import org.hideandseek.web.page.Figures;

/** A bundle's page before it is opened. */
record DraftView(
    String form,
    String page,
    String name,
    String about,
    boolean openable,
    List<String> problems,
    List<String> notices,
    List<String> facts,
    List<Look> looks,
    List<CostView> cost,
    String bad) {

  static DraftView of(Draft draft, Optional<CostView> cost, String form, String bad) {
    String page = "/organise/bundles/" + draft.id();
    return new DraftView(
        form,
        page,
        draft.fileName(),
        Figures.bytes(draft.bytes()) + ", uploaded " + Figures.time(draft.uploadedAt()),
        draft.canBeOpened(),
        draft.found().problems(),
        draft.found().notices(),
        draft.found().facts(),
        draft.content().map(content -> looks(page, content)).orElse(List.of()),
        cost.stream().toList(),
        bad);
  }

  private static List<Look> looks(String page, Draft.Content content) {
    List<String> phases = content.definition().phases().stream().map(Phase::name).toList();
    return List.of(Eyes.values()).stream().map(eyes -> Look.of(page, eyes, phases)).toList();
  }

  boolean isBad() {
    return !bad.isEmpty();
  }

  boolean hasProblems() {
    return !problems.isEmpty();
  }

  boolean hasNotices() {
    return !notices.isEmpty();
  }

  boolean hasFacts() {
    return !facts.isEmpty();
  }

  boolean hasLooks() {
    return !looks.isEmpty();
  }

  /** Somebody through whose eyes one can look. */
  record Look(String who, List<Link> links) {
    static Look of(String page, Eyes eyes, List<String> phases) {
      String now = page + "/preview?as=" + eyes.word();
      List<Link> links = new ArrayList<>();
      links.add(new Link(now, "as it is now"));
      phases.forEach(phase -> links.add(new Link(now + "&phase=" + phase, "in " + phase)));
      return new Look(eyes.word(), links);
    }
  }

  /** Where to look. */
  record Link(String href, String label) {}
}
