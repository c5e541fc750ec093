package org.hideandseek.app.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.description.CohortDescription;
import org.hideandseek.challenges.description.Distribution;
import org.hideandseek.challenges.description.VariableDescription;

/** A description for people: one page that needs nothing else. */
final class DescriptionPage {
  private static final List<Double> SHOWN = List.of(0.01, 0.25, 0.5, 0.75, 0.99);

  private final String name;
  private final CohortDescription cohort;
  private final StringBuilder html = new StringBuilder();

  /**
   * A page.
   *
   * @param name what the cohort is called
   */
  DescriptionPage(String name, CohortDescription cohort) {
    this.name = name;
    this.cohort = cohort;
  }

  String html() {
    String time = cohort.schema().timeUnit();
    html.append(
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="robots" content="noindex">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>""")
        .append(escaped(name))
        .append(": what the cohort looks like</title>\n<style>\n")
        .append(style())
        .append("</style>\n</head>\n<body>\n<main>\n<h1>")
        .append(escaped(name))
        .append(
            """
            </h1>
            <p class="private" role="note"><strong>Private.</strong> Every number here was measured on the patients of this
            cohort. Where they are private, so is this page: do not publish it, and do not give it to participants.</p>
            """);
    facts(time);
    section("Courses", "courses");
    distributions(time);
    section("Features", "features");
    html.append(
        "<p>What is measured over time. Bars show how values spread between the outermost half per cent.</p>\n");
    numeric(cohort.features(), "Numeric features", "steps", Optional.of(time));
    coded(cohort.features(), "Features with codes", "steps");
    if (!cohort.statics().isEmpty()) {
      section("Statics", "statics");
      numeric(cohort.statics(), "Numeric statics", "patients", Optional.empty());
      coded(cohort.statics(), "Statics with codes", "patients");
    }
    html.append(
        """
        <footer><p>Made by <code>hideandseek dataset describe</code>. Quantiles are off by at most 0.1 %, towards zero; counts, shares and means are exact.</p></footer>
        </main>
        </body>
        </html>
        """);
    return html.toString();
  }

  private void section(String title, String id) {
    html.append("<h2 id=\"").append(id).append("\">").append(title).append("</h2>\n");
  }

  private void facts(String time) {
    html.append("<dl>\n");
    fact("patients", count(cohort.patients()));
    cohort.persons().ifPresent(persons -> fact("different people", count(persons)));
    cohort
        .outcomeShare()
        .ifPresent(
            share ->
                fact(
                    cohort.schema().statics().get(cohort.schema().outcome().getAsInt()).name(),
                    percent(share)));
    fact("steps", count(cohort.steps()));
    fact(time + " in all", count(Math.round(cohort.time())));
    fact("features", count(cohort.features().size()));
    double known =
        cohort.features().stream().mapToDouble(VariableDescription::share).average().orElse(0);
    fact("cells measured", percent(known));
    html.append("</dl>\n");
  }

  private void fact(String what, String value) {
    html.append("<div><dt>")
        .append(escaped(what))
        .append("</dt><dd>")
        .append(value)
        .append("</dd></div>\n");
  }

  private void distributions(String time) {
    open("courses-table", "How long patients are followed, and how often");
    heads(List.of("", "mean", "sd"));
    quantileHeads();
    html.append("<th scope=\"col\" class=\"bars\">spread</th></tr></thead>\n<tbody>\n");
    row("steps of a patient", cohort.lengths());
    row(time + " from first to last step", cohort.durations());
    row(time + " from a step to the next", cohort.gaps());
    close();
  }

  private void row(String what, Optional<Distribution> distribution) {
    html.append("<tr><th scope=\"row\">").append(escaped(what)).append("</th>");
    distribution.ifPresentOrElse(
        d -> numbers(d, what),
        () -> html.append("<td colspan=\"").append(SHOWN.size() + 3).append("\">none</td>"));
    html.append("</tr>\n");
  }

  private void numeric(
      List<VariableDescription> variables, String caption, String of, Optional<String> time) {
    List<VariableDescription> numeric =
        variables.stream().filter(v -> v.variable().kind() == Kind.NUMERIC).toList();
    if (numeric.isEmpty()) {
      return;
    }
    open(id(caption), caption);
    heads(List.of("variable", "unit", "% of " + of));
    if (time.isPresent()) {
      columns(List.of("% of patients", "per " + singular(time.get())));
    }
    columns(List.of("mean", "sd"));
    quantileHeads();
    html.append("<th scope=\"col\" class=\"bars\">spread</th></tr></thead>\n<tbody>\n");
    for (VariableDescription described : numeric) {
      Variable variable = described.variable();
      html.append("<tr><th scope=\"row\">").append(escaped(variable.name())).append("</th>");
      html.append("<td class=\"text\">").append(escaped(variable.unit())).append("</td>");
      cell(percentNumber(described.share()));
      if (time.isPresent()) {
        cell(percentNumber(described.patients()));
        cell(number(described.perTime()));
      }
      described
          .distribution()
          .ifPresentOrElse(
              d -> numbers(d, variable.name()),
              () ->
                  html.append("<td class=\"text\" colspan=\"")
                      .append(SHOWN.size() + 3)
                      .append("\">never known</td>"));
      html.append("</tr>\n");
    }
    close();
  }

  private void coded(List<VariableDescription> variables, String caption, String of) {
    List<VariableDescription> coded =
        variables.stream().filter(v -> v.variable().kind() != Kind.NUMERIC).toList();
    if (coded.isEmpty()) {
      return;
    }
    open(id(caption), caption);
    heads(List.of("variable", "value"));
    columns(List.of("count", "% of known", "% of " + of + " known"));
    html.append("</tr></thead>\n");
    for (VariableDescription described : coded) {
      Variable variable = described.variable();
      html.append("<tbody>\n");
      for (int code = 0; code < described.codes().size(); code++) {
        html.append("<tr>");
        if (code == 0) {
          html.append("<th scope=\"rowgroup\" rowspan=\"")
              .append(described.codes().size())
              .append("\">")
              .append(escaped(variable.name()))
              .append("</th>");
        }
        String label =
            variable.kind() == Kind.BINARY ? String.valueOf(code) : variable.categories().get(code);
        long count = described.codes().get(code);
        html.append("<th scope=\"row\" class=\"value\">").append(escaped(label)).append("</th>");
        cell(count(count));
        cell(described.known() == 0 ? "" : percentNumber((double) count / described.known()));
        if (code == 0) {
          html.append("<td rowspan=\"")
              .append(described.codes().size())
              .append("\">")
              .append(percentNumber(described.share()))
              .append("</td>");
        }
        html.append("</tr>\n");
      }
      html.append("</tbody>\n");
    }
    html.append("</table></div>\n");
  }

  private void open(String id, String caption) {
    html.append("<div class=\"wide\" role=\"region\" tabindex=\"0\" aria-labelledby=\"")
        .append(id)
        .append("\"><table>\n<caption id=\"")
        .append(id)
        .append("\">")
        .append(escaped(caption))
        .append("</caption>\n");
  }

  private void close() {
    html.append("</tbody></table></div>\n");
  }

  private void heads(List<String> heads) {
    html.append("<thead><tr>");
    columns(heads);
  }

  private void columns(List<String> heads) {
    for (String head : heads) {
      if (head.isEmpty()) {
        html.append("<td></td>");
      } else {
        html.append("<th scope=\"col\">").append(escaped(head)).append("</th>");
      }
    }
  }

  private void quantileHeads() {
    columns(
        SHOWN.stream()
            .map(share -> share == 0.5 ? "median" : Math.round(100 * share) + " %")
            .toList());
  }

  private void numbers(Distribution distribution, String what) {
    cell(number(distribution.mean()));
    cell(number(distribution.standardDeviation()));
    SHOWN.forEach(share -> cell(number(distribution.quantiles().get(share), 3)));
    html.append("<td class=\"bars\">");
    bars(distribution.histogram(), what);
    html.append("</td>");
  }

  private void cell(String text) {
    html.append("<td>").append(text).append("</td>");
  }

  /** A histogram 180 by 36, with its ends below it. */
  private void bars(Distribution.Histogram histogram, String what) {
    double width = 180.0 / histogram.counts().size();
    long highest = Collections.max(histogram.counts());
    html.append(
            "<svg role=\"img\" viewBox=\"0 0 180 36\" width=\"180\" height=\"36\" aria-label=\"")
        .append(
            escaped(
                "Histogram of "
                    + what
                    + " from "
                    + number(histogram.low())
                    + " to "
                    + number(histogram.high())))
        .append("\"><path d=\"");
    for (int i = 0; i < histogram.counts().size(); i++) {
      double height = 35.0 * histogram.counts().get(i) / highest;
      if (height > 0) {
        html.append(
            String.format(
                Locale.ROOT,
                "M%.1f 36v%.1fh%.1fV36z",
                i * width,
                -Math.max(0.5, height),
                Math.max(0.6, width - 0.6)));
      }
    }
    html.append("\"/></svg><span class=\"ends\" aria-hidden=\"true\"><span>")
        .append(number(histogram.low()))
        .append("</span><span>")
        .append(number(histogram.high()))
        .append("</span></span>");
  }

  private static String id(String caption) {
    return caption.toLowerCase(Locale.ROOT).replace(' ', '-');
  }

  private static String singular(String unit) {
    return unit.endsWith("s") ? unit.substring(0, unit.length() - 1) : unit;
  }

  private static String count(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  private static String percent(double share) {
    return percentNumber(share) + " %";
  }

  private static String percentNumber(double share) {
    return String.format(Locale.ROOT, "%.1f", 100 * share);
  }

  private static String number(double value) {
    return number(value, 4);
  }

  /** So many digits that count, without an exponent; a whole part is never shortened. */
  private static String number(double value, int digits) {
    int whole = (int) Math.ceil(Math.log10(Math.max(1, Math.abs(value)) + 1));
    String text =
        new BigDecimal(value)
            .round(new MathContext(Math.max(digits, whole)))
            .stripTrailingZeros()
            .toPlainString();
    return text.startsWith("-") ? "\u2212" + text.substring(1) : text;
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }

  private static String style() {
    try (InputStream css = DescriptionPage.class.getResourceAsStream("/dataset/description.css")) {
      return new String(css.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("The page's style sheet can't be read.", e);
    }
  }
}
