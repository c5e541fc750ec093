package org.hideandseek.challenges.strict;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

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
    JsonLocation location = fault.getLocation();
    int line = location == null ? 0 : location.getLineNr();
    Matcher twice = TWICE.matcher(fault.getOriginalMessage());
    if (twice.matches()) {
      return at(line) + "the key '" + twice.group(1) + "' stands there twice";
    }
    List<String> reasons = fault.getOriginalMessage().lines().toList();
    String reason = reasons.isEmpty() ? "it breaks off" : reasons.get(0);
    for (int i = 1; i < reasons.size(); i++) {
      Matcher place = YAML_PLACE.matcher(reasons.get(i));
      if (place.matches()) {
        line = Integer.parseInt(place.group(1));
        reason = reasons.get(i - 1);
      }
    }
    return at(line) + "this is not valid " + format + ": " + reason.strip();
  }

  /** About the first empty value, unknown key or missing key of a text in its format. */
  Optional<String> aboutKeys(JavaType type, DeserializationConfig config) {
    Optional<List<String>> empty = places.firstEmpty();
    return empty.isPresent()
        ? empty.map(path -> at(path) + dotted(path) + " is empty; give it a value or leave it out")
        : aboutKeys(type, List.of(), config);
  }

  private Optional<String> aboutKeys(
      JavaType type, List<String> path, DeserializationConfig config) {
    Optional<Places.Place> place = places.find(path);
    if (place.isEmpty()) {
      return Optional.empty();
    }
    if (type.isCollectionLikeType()) {
      for (int i = 0; places.find(Places.append(path, "" + i)).isPresent(); i++) {
        Optional<String> complaint =
            aboutKeys(type.getContentType(), Places.append(path, "" + i), config);
        if (complaint.isPresent()) {
          return complaint;
        }
      }
      return Optional.empty();
    }
    if (!type.isRecordType() || !place.get().what().equals("a group of keys")) {
      return Optional.empty();
    }
    List<BeanPropertyDefinition> known = config.introspect(type).findProperties();
    List<String> names = known.stream().map(BeanPropertyDefinition::getName).sorted().toList();
    List<String> keys = place.get().keys();
    for (String key : keys) {
      if (!names.contains(key)) {
        return Optional.of(
            at(Places.append(path, key))
                + "unknown key '"
                + key
                + "'"
                + inside(path)
                + didYouMean(key, names).orElse("; known keys are " + String.join(", ", names)));
      }
    }
    for (BeanPropertyDefinition property : known) {
      if (property.isRequired() && !keys.contains(property.getName())) {
        return Optional.of(
            at(path) + "the key '" + property.getName() + "'" + inside(path) + " is missing");
      }
    }
    return known.stream()
        .flatMap(
            property ->
                aboutKeys(
                    property.getPrimaryType(), Places.append(path, property.getName()), config)
                    .stream())
        .findFirst();
  }

  /** About a value that its record does not take. */
  String aboutValue(JsonMappingException fault) {
    List<String> path =
        fault.getPath().stream()
            .map(
                part ->
                    part.getFieldName() == null
                        ? String.valueOf(part.getIndex())
                        : part.getFieldName())
            .toList();
    if (fault instanceof ValueInstantiationException
        && fault.getCause() instanceof IllegalArgumentException refused) {
      return at(path) + (path.isEmpty() ? "" : dotted(path) + ": ") + refused.getMessage();
    }
    if (path.isEmpty()) {
      return file + (places.find(path).isEmpty() ? " is empty" : " does not hold keys and values");
    }
    String what = places.find(path).map(Places.Place::what).orElse("not there");
    return at(path) + dotted(path) + " is " + what + expected(fault, what);
  }

  private static String expected(JsonMappingException fault, String what) {
    if (fault.getCause() instanceof InputCoercionException) {
      return ", which is too large";
    }
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

  private String at(List<String> path) {
    return at(places.line(path));
  }

  private String at(int line) {
    return file + (line > 0 ? ", line " + line : "") + ": ";
  }

  private static String inside(List<String> group) {
    return group.isEmpty() ? "" : " of " + dotted(group);
  }

  /** As people write it: {@code splits.sizes}, {@code facets[0]}. */
  private static String dotted(List<String> path) {
    return path.stream()
        .map(part -> part.matches("[0-9]+") ? "[" + part + "]" : "." + part)
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }
}
