package org.hideandseek.app.participant;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What commands print. */
final class Terminal {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Terminal() {}

  /**
   * Text of others for a terminal: without the signs that move the cursor, change colours or turn
   * the direction of writing.
   */
  static String safe(String text) {
    return text.replaceAll("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}]", "\uFFFD");
  }

  static ObjectNode object() {
    return JSON.createObjectNode();
  }

  /** One document on one line of standard output. */
  static void print(JsonNode document) {
    try {
      System.out.println(JSON.writeValueAsString(document));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A tree of JSON can always be written.", e);
    }
  }

  /** Lines of standard output. */
  static void print(String text) {
    System.out.println(text);
  }

  /** A text of a document; what is missing is empty. */
  static String text(JsonNode node, String key) {
    JsonNode value = node.path(key);
    return value.isNull() || value.isMissingNode() ? "" : safe(value.asText());
  }

  /** A moment of a document, to the second and without the T. */
  static String moment(JsonNode node, String key) {
    String text = text(node, key);
    return text.replaceFirst("T([0-9:]{8})(\\.[0-9]+)?Z$", " $1 (UTC)");
  }

  /** Rows of cells, in columns as wide as they need to be. */
  static final class Table {
    private final List<String[]> rows = new ArrayList<>();

    Table(String... header) {
      row(header);
    }

    void row(String... cells) {
      rows.add(cells.clone());
    }

    void print() {
      int columns = rows.get(0).length;
      int[] widths = new int[columns];
      for (String[] row : rows) {
        for (int i = 0; i < columns; i++) {
          widths[i] = Math.max(widths[i], length(row[i]));
        }
      }
      for (String[] row : rows) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < columns; i++) {
          line.append(row[i]).append(" ".repeat(widths[i] - length(row[i]) + 2));
        }
        System.out.println(line.toString().stripTrailing());
      }
    }

    private static int length(String cell) {
      return cell.codePointCount(0, cell.length());
    }
  }
}
