package org.hideandseek.challenges.strict;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * Where in a text each key and each element of a list stands, and what is there. A path is the keys
 * and indices that lead to it, such as {@code [splits, sizes]}; the whole text has the empty one.
 */
final class Places {
  /**
   * One key or element.
   *
   * @param line counted from 1
   * @param what its value in words
   * @param keys under it, in order; empty if it is no group
   */
  record Place(int line, String what, List<String> keys) {
    boolean isEmpty() {
      return what.equals("empty");
    }
  }

  private final Map<List<String>, Place> places = new LinkedHashMap<>();
  private final List<List<String>> references = new ArrayList<>();
  private int secondLine;

  /** Notes everything up to the end of the text, or to where it stops being valid. */
  void walk(JsonParser parser) throws IOException {
    while (parser.nextToken() != null) {
      int line = parser.currentTokenLocation().getLineNr();
      if (!places.isEmpty() && secondLine == 0) {
        secondLine = line;
      }
      walk(parser, List.of(), line);
    }
  }

  private void walk(JsonParser parser, List<String> path, int line) throws IOException {
    JsonToken token = parser.currentToken();
    Place place = new Place(line, what(token, parser.getText()), new ArrayList<>());
    places.putIfAbsent(path, place);
    if (parser instanceof YAMLParser yaml
        && (yaml.isCurrentAlias() || yaml.getObjectId() != null)) {
      references.add(path);
    }
    if (token == JsonToken.START_OBJECT) {
      while (parser.nextToken() == JsonToken.FIELD_NAME) {
        String key = parser.currentName();
        int keyLine = parser.currentTokenLocation().getLineNr();
        place.keys().add(key);
        parser.nextToken();
        walk(parser, append(path, key), keyLine);
      }
    } else if (token == JsonToken.START_ARRAY) {
      for (int i = 0; parser.nextToken() != JsonToken.END_ARRAY; i++) {
        walk(parser, append(path, String.valueOf(i)), parser.currentTokenLocation().getLineNr());
      }
    }
  }

  Optional<Place> find(List<String> path) {
    return Optional.ofNullable(places.get(path));
  }

  /** The paths of all keys and elements without a value. */
  List<List<String>> empty() {
    return places.keySet().stream()
        .filter(path -> !path.isEmpty() && places.get(path).isEmpty())
        .toList();
  }

  /** The line on which a second text of the same file begins, such as after a YAML "---". */
  OptionalInt second() {
    return secondLine == 0 ? OptionalInt.empty() : OptionalInt.of(secondLine);
  }

  /** The paths of all anchors and aliases. */
  List<List<String>> references() {
    return List.copyOf(references);
  }

  /** The line of the deepest part of a path that is there; 0 if none is. */
  int line(List<String> path) {
    for (int length = path.size(); length > 0; length--) {
      Place place = places.get(path.subList(0, length));
      if (place != null) {
        return place.line();
      }
    }
    return 0;
  }

  /** The line on which the text begins; 0 if it holds nothing. */
  int line() {
    return find(List.of()).map(Place::line).orElse(0);
  }

  static List<String> append(List<String> path, String part) {
    return append(path, List.of(part));
  }

  static List<String> append(List<String> path, List<String> parts) {
    List<String> longer = new ArrayList<>(path);
    longer.addAll(parts);
    return List.copyOf(longer);
  }

  private static String what(JsonToken token, String text) {
    return switch (token) {
      case START_ARRAY -> "a list";
      case START_OBJECT -> "a group of keys";
      case VALUE_NULL -> "empty";
      default -> "'" + (text.length() <= 60 ? text : text.substring(0, 60) + "...") + "'";
    };
  }
}
