package org.hideandseek.web.challenge;

import org.hideandseek.platform.audience.BundlePreview;

/**
 * Says that a page is a preview.
 *
 * @param sentence of what, and through whose eyes
 * @param back the page of the bundle
 */
public record PreviewBar(String sentence, String back) {

  public static PreviewBar of(long draft, BundlePreview preview) {
    return new PreviewBar(
        "This is how "
            + switch (preview.eyes()) {
              case VISITOR -> "visitors see";
              case PARTICIPANT -> "teams that take part see";
              case ORGANISER -> "you, as its organiser, see";
            }
            + " it"
            + preview.phase().map(name -> " in phase '" + name + "'").orElse("")
            + ", before anybody has entered. It is not open.",
        "/organise/bundles/" + draft);
  }
}
