package org.hideandseek.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.Test;

final class AboutPagesIT {
  @Test
  void everyFacetThatAChallengeCanListIsExplained() {
    try (TestSite site = new TestSite()) {
      String page = site.get("/about").body();
      for (Facet facet : Facet.values()) {
        String words = facet.word().replace('-', ' ');
        assertThat(page)
            .contains("<dt>" + words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1));
      }
    }
  }
}
