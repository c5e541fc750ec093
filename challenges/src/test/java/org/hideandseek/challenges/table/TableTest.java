package org.hideandseek.challenges.table;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class TableTest {
  @Test
  void rowsComeInTheOrderOfTheFile() throws IOException {
    List<String> seen = new ArrayList<>();

    Table.read(
        text("id,name,x\n1,\"Smith, J.\",0.5\n2,,\n"),
        "t.csv",
        row -> seen.add(row.integer("id") + "|" + row.text("name") + "|" + row.number("x")));

    assertThat(seen).containsExactly("1|Smith, J.|0.5", "2||NaN");
  }

  @Test
  void aWordIsReadAsItsCodeWhateverItsCase() throws IOException {
    List<Float> codes = new ArrayList<>();

    Table.read(
        text("id,sex\n1,MALE\n2,Female\n3,\n"),
        "t.csv",
        row -> codes.add(row.code("sex", List.of("female", "male"))));

    assertThat(codes).containsExactly(1f, 0f, Float.NaN);
  }

  @Test
  void aFaultNamesFileLineAndCell() {
    assertFault(
        "id,x,sex\n1,2,male\nx7,2,male\n", "t.csv, line 3: id is 'x7' instead of a whole number");
    assertFault("id,x\n,2\n", "t.csv, line 2: id is '' instead of a whole number");
    assertFault("id,x\n1,high\n", "t.csv, line 2: x is 'high' instead of a number");
    assertFault("id,x\n1,Infinity\n", "t.csv, line 2: x is 'Infinity' instead of a number");
    assertFault("id,x\n1,1e99\n", "t.csv, line 2: x is '1e99' instead of a number");
    assertFault("id,y\n1,2\n", "t.csv, line 2: there is no column 'x'");
    assertFault(
        "id,x,sex\n1,2,other\n", "t.csv, line 2: sex is 'other' instead of one of female, male");
  }

  @Test
  void aRowWithTooFewOrTooManyCellsNamesFileAndLine() {
    assertFault("id,x,sex\n1,2\n", "t.csv, line 2: there are 2 cells instead of 3");
    assertFault("id\n1,2\n", "t.csv, line 2: there are 2 cells instead of 1");
  }

  @Test
  void anOpenQuoteNamesFileAndLine() {
    assertThatThrownBy(() -> Table.read(text("id\n1\n\"2\n3\n"), "t.csv", row -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("t.csv: Unclosed quoted field at end of input (record starting at line 3)");
  }

  @Test
  void aTruncatedFileNamesTheFile() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
      for (int i = 0; i < 100_000; i++) {
        gzip.write(("" + i * 31 % 977 + "\n").getBytes(UTF_8));
      }
    }
    byte[] half = Arrays.copyOf(bytes.toByteArray(), bytes.size() / 2);

    assertThatThrownBy(
            () ->
                Table.read(
                    file -> new GZIPInputStream(new ByteArrayInputStream(half)),
                    "t.csv",
                    row -> {}))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("t.csv");
  }

  @Test
  void aMissingTableIsNamed() {
    assertThatThrownBy(() -> Table.read(Table.Source.resources(), "mayo/nafld9.csv", row -> {}))
        .isInstanceOf(IOException.class)
        .hasMessage("mayo/nafld9.csv.gz is missing");
  }

  private static void assertFault(String table, String message) {
    assertThatThrownBy(
            () ->
                Table.read(
                    text(table),
                    "t.csv",
                    row -> {
                      assertThat(row.integer("id")).isPositive();
                      assertThat(row.number("x")).isFinite();
                      assertThat(row.code("sex", List.of("female", "male"))).isBetween(0f, 1f);
                    }))
        .isInstanceOf(IOException.class)
        .hasMessage(message);
  }

  private static Table.Source text(String table) {
    return file -> new ByteArrayInputStream(table.getBytes(UTF_8));
  }
}
