package org.hideandseek.challenges.strict;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with a text, in one sentence without the parser's own words.
 *
 * @param file named in the sentence
 * @param format named in the sentence
 * @param places what the text holds, as far as it could be read
 */
record Complaint(String file, String format, Places places) {
  private static final Pattern TWICE =
      Pattern.compile("Duplicate field '([^']+)'.*", Pattern.DOTALL);
  private static final Pattern YAML_PLACE = Pattern.compile(" in '.*', line ([0-9]+), column .*");

  /** About a text that is not in its format. */
  String aboutText(JsonProcessingException fault) {
    int line = end(fault);
    Matcher twice = TWICE.matcher(fault.getOriginalMessage());
    if (twice.matches()) {
      return at(line) + "the key '" + twice.group(1) + "' stands there twice";
    }
    List<String> reasons = fault.getOriginalMessage().lines().toList();
    String reason = reasons.isEmpty() ? "it breaks off" : reasons.get(0);
    for (int i = 1; i < reasons.size(); i++) {
      if (YAML_PLACE.matcher(reasons.get(i)).matches()) {
        reason = reasons.get(i - 1);
      }
    }
    return at(line) + "this is not valid " + format + ": " + reason.strip();
  }

  private static int lineOf(JsonProcessingException fault) {
    JsonLocation location = fault.getLocation();
    return location == null ? 0 : location.getLineNr();
  }

  /**
   * The line on which what is not in its format begins, counted from 1; 0 if it is not known. It
   * may lie above the one where the parser gave up.
   */
  static int start(JsonProcessingException fault) {
    return fault
        .getOriginalMessage()
        .lines()
        .map(YAML_PLACE::matcher)
        .filter(Matcher::matches)
        .findFirst()
        .map(place -> Integer.parseInt(place.group(1)))
        .orElseGet(() -> lineOf(fault));
  }

  /** The line on which a fault came up; 0 if it is not known. */
  static int end(JsonProcessingException fault) {
    int line = lineOf(fault);
    for (String part : fault.getOriginalMessage().lines().toList()) {
      Matcher place = YAML_PLACE.matcher(part);
      line = place.matches() ? Integer.parseInt(place.group(1)) : line;
    }
    return line;
  }

  /** About more than one text in a file. */
  String aboutSecond(int line) {
    return at(line) + "a second " + format + " text begins here; the file holds one";
  }

  /** About a key or element without a value. */
  String aboutEmpty(List<String> path) {
    return at(path) + dotted(path) + " is empty; give it a value or leave it out";
  }

  /** About an anchor or an alias. */
  String aboutReference(List<String> path) {
    return at(path)
        + dotted(path)
        + " is an anchor or an alias, which is not read here; write the value out";
  }

  /** About a key that a group does not know. */
  String aboutUnknown(List<String> group, String key, List<String> known) {
    return at(Places.append(group, key))
        + "unknown key '"
        + key
        + "'"
        + inside(group)
        + didYouMean(key, known).orElse("; known keys are " + String.join(", ", known));
  }

  /** About a key that a group lacks. */
  String aboutMissing(List<String> group, String key) {
    return at(group.isEmpty() ? places.line() : places.line(group))
        + "the key '"
        + key
        + "'"
        + inside(group)
        + " is missing";
  }

  /** About a number that its kind can't hold. */
  String aboutTooLarge(List<String> path) {
    return at(path) + dotted(path) + " is " + what(path) + ", which is too large";
  }

  /** The path of what a fault is about, from that of what was read when it came up. */
  static List<String> path(List<String> start, JsonMappingException fault) {
    List<String> path = new ArrayList<>(start);
    fault.getPath().stream()
        .map(
            part ->
                part.getFieldName() == null ? String.valueOf(part.getIndex()) : part.getFieldName())
        .forEach(path::add);
    return path;
  }

  /**
   * About a value that breaks a rule of its record.
   *
   * @param group the path of the record
   */
  String aboutRefused(List<String> group, RefusedValue refused) {
    return at(Places.append(group, refused.path()))
        + (group.isEmpty() || refused.path().isEmpty() ? dotted(group) : dotted(group) + ".")
        + refused.getMessage();
  }

  /**
   * About a value that its record does not take.
   *
   * @param start the path of what was read when the fault came up
   */
  String aboutValue(List<String> start, JsonMappingException fault) {
    List<String> path = path(start, fault);
    if (fault instanceof ValueInstantiationException
        && fault.getCause() instanceof IllegalArgumentException refused) {
      return at(path) + (path.isEmpty() ? "" : dotted(path) + ": ") + refused.getMessage();
    }
    if (path.isEmpty()) {
      return file + " does not hold keys and values";
    }
    String what = what(path);
    return at(path) + dotted(path) + " is " + what + expected(fault, what);
  }

  private String what(List<String> path) {
    return places.find(path).map(Places.Place::what).orElse("not there");
  }

  private static String expected(JsonMappingException fault, String what) {
    if (!(fault instanceof MismatchedInputException mismatch) || mismatch.getTargetType() == null) {
      return ", which does not belong there";
    }
    Class<?> type = mismatch.getTargetType();
    if (type.isEnum()) {
      List<String> words = words(type);
      return "; it must be one of "
          + String.join(", ", words)
          + didYouMean(what.replace("'", ""), words).orElse("");
    }
    return " instead of " + kind(type);
  }

  private static String kind(Class<?> type) {
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "a whole number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number";
    }
    if (type == Instant.class) {
      return "a moment in UTC such as 2027-03-01T12:00Z";
    }
    if (CharSequence.class.isAssignableFrom(type)) {
      return "a text";
    }
    if (Collection.class.isAssignableFrom(type) || type.isArray()) {
      return "a list";
    }
    return "a group of keys";
  }

  /** The words of an enum as they are written. */
  private static List<String> words(Class<?> type) {
    return Arrays.stream(type.getFields())
        .filter(field -> field.isEnumConstant())
        .map(
            field -> {
              JsonProperty written = field.getAnnotation(JsonProperty.class);
              return written == null ? field.getName() : written.value();
            })
        .toList();
  }

  private static Optional<String> didYouMean(String wrong, List<String> right) {
    return Nearest.of(wrong, right).map(word -> "; did you mean '" + word + "'?");
  }

  /** What a sentence about the value under a path begins with. */
  String at(List<String> path) {
    return at(places.line(path));
  }

  private String at(int line) {
    return file + (line > 0 ? ", line " + line : "") + ": ";
  }

  private static String inside(List<String> group) {
    return group.isEmpty() ? "" : " of " + dotted(group);
  }

  private static String dotted(List<String> path) {
    return RefusedValue.dotted(path);
  }
}
