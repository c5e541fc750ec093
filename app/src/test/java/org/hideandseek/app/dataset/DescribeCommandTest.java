package org.hideandseek.app.dataset;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.SchemaFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DescribeCommandTest {
  @TempDir private Path folder;

  @Test
  void thePageAndTheNumbersAreForTheirOwnerAlone() throws IOException {
    Path html = folder.resolve("page.html");
    Path json = folder.resolve("numbers.json");

    assertThat(describe("--html", html.toString(), "--json", json.toString())).isZero();

    for (Path file : List.of(html, json)) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
    JsonNode numbers = new ObjectMapper().readTree(json.toFile());
    assertThat(numbers.get("patients").asInt()).isEqualTo(2);
    assertThat(numbers.get("outcome_share").asDouble()).isEqualTo(0.5);
    assertThat(numbers.at("/features/0/distribution/quantiles/0.5").asDouble()).isEqualTo(4);
  }

  @Test
  void thePageNeedsNothingElseAndSaysThatItIsPrivate() throws IOException {
    Path html = folder.resolve("page.html");
    describe("--html", html.toString());

    assertThat(Files.readString(html))
        .contains("<strong>Private.</strong>", "default-src 'none'", "prefers-color-scheme: dark")
        .contains("<caption", "scope=\"col\"", "scope=\"row\"", "scope=\"rowgroup\"")
        .contains("role=\"img\"", "aria-label=\"Histogram of lactate from ")
        .doesNotContain("<script", "src=", "href=", "url(", "@import");
  }

  @Test
  void wordsOfTheSchemaAreEscaped() throws IOException {
    Path html = folder.resolve("page.html");
    describe("--html", html.toString());

    assertThat(Files.readString(html))
        .contains("&lt;b&gt; &amp; &quot;c&quot;")
        .doesNotContain("<b> &");
  }

  @Test
  void aFolderWithoutACohortIsRefused() {
    assertThat(new CommandLine(new DescribeCommand()).execute(folder.resolve("no").toString()))
        .isNotZero();
  }

  private int describe(String... options) throws IOException {
    Path cohort = folder.resolve("cohort");
    Schema schema =
        new Schema(
            "hours",
            2,
            24,
            List.of(Variable.numeric("lactate", "mmol/L", 0, 30)),
            List.of(
                Variable.categorical("ward", List.of("a", "<b> & \"c\"")),
                Variable.binary("died").asOutcome()));
    CohortFiles.write(
        cohort,
        new Cohort(
            schema,
            List.of(
                new Patient(new float[] {0, 1}, new float[] {2, 4}, new float[] {1, 1}),
                new Patient(new float[] {0}, new float[] {4}, new float[] {0, 0}))));
    SchemaFile.write(cohort, schema);
    String[] arguments = new String[options.length + 1];
    arguments[0] = cohort.toString();
    System.arraycopy(options, 0, arguments, 1, options.length);
    return new CommandLine(new DescribeCommand()).execute(arguments);
  }
}
