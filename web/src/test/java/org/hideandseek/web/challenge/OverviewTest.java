package org.hideandseek.web.challenge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OverviewTest {
  private final Overview overview = new Overview();

  @Test
  void rawHtml_isShownAsText() {
    assertThat(overview.html("<script>alert(1)</script>\n\na <img src=x onerror=alert(1)> b"))
        .doesNotContain("<script")
        .doesNotContain("<img")
        .contains("&lt;script&gt;");
  }

  @Test
  void links_thatRunSomethingLoseTheirTarget() {
    assertThat(overview.html("[a](javascript:alert(1)) [b](data:text/html,x) [c](https://x.org)"))
        .doesNotContain("javascript:")
        .doesNotContain("data:")
        .contains("href=\"https://x.org\"");
  }

  @Test
  void pictures_becomeTheirLabels() {
    assertThat(overview.html("![a *bold* cat](https://x.org/cat.png)"))
        .contains("a bold cat")
        .doesNotContain("img")
        .doesNotContain("cat.png");
  }

  @Test
  void headings_fitBelowThoseOfThePage() {
    assertThat(overview.html("# One\n## Two\n###### Six"))
        .contains("<h3>One</h3>", "<h4>Two</h4>", "<h6>Six</h6>");
  }

  @Test
  void tables_haveScopesAndNoPresentationalAttributes() {
    assertThat(overview.html("| a | b |\n| --- | ---: |\n| 1 | 2 |"))
        .contains("<th scope=\"col\">a</th>", "<td class=\"number\">2</td>")
        .doesNotContain("align=");
  }
}
