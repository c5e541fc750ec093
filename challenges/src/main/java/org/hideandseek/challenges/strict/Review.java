package org.hideandseek.challenges.strict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds everything that is wrong with a valid text, from the leaves up. Where a part is wrong, that
 * of an example takes its place, so that the rules of the record around it can be looked at; a rule
 * that speaks of such a part says nothing.
 */
final class Review {
  /** A sentence and the line that it is about. */
  private record Found(int line, String sentence) {}

  private final ObjectMapper mapper;
  private final Complaint complaint;
  private final Places places;
  private final Optional<JsonNode> example;
  private final Set<String> cut;
  private final Set<List<String>> wrong = new HashSet<>();
  private final Set<List<String>> replaced = new HashSet<>();
  private final List<Found> found = new ArrayList<>();

  /**
   * A review of one text.
   *
   * @param example of a right text
   * @param cut keys that the text has, but that could not be read
   */
  Review(
      ObjectMapper mapper,
      Complaint complaint,
      Places places,
      Optional<JsonNode> example,
      Set<String> cut) {
    this.mapper = mapper;
    this.complaint = complaint;
    this.places = places;
    this.example = example;
    this.cut = cut;
  }

  /** What can be made a record of; empty if a value is wrong and nothing can take its place. */
  Optional<JsonNode> review(JsonNode text, Class<?> type) throws JsonProcessingException {
    for (List<String> path : places.references()) {
      wrong.add(path);
      add(path, complaint.aboutReference(path));
    }
    for (List<String> path : places.empty()) {
      wrong.add(path);
      add(path, complaint.aboutEmpty(path));
    }
    return review(text, mapper.constructType(type), List.of());
  }

  /** Notes what is wrong beside the values. */
  void add(int line, String sentence) {
    found.add(new Found(line, sentence));
  }

  private void add(List<String> path, String sentence) {
    add(places.line(path), sentence);
  }

  /** All that was found, in the order of its lines. */
  List<String> problems() {
    return found.stream()
        .sorted(Comparator.comparingInt(Found::line))
        .map(Found::sentence)
        .toList();
  }

  /** The paths of values that are not what the text says. */
  Set<List<String>> replaced() {
    return replaced;
  }

  private Optional<JsonNode> review(JsonNode node, JavaType type, List<String> path)
      throws JsonProcessingException {
    if (wrong.contains(path)) {
      return Optional.empty();
    }
    if (type.isReferenceType()) {
      return review(node, type.getContentType(), path);
    }
    if (type.isCollectionLikeType() && node.isArray()) {
      ArrayNode list = mapper.createArrayNode();
      for (int i = 0; i < node.size(); i++) {
        review(node.get(i), type.getContentType(), Places.append(path, "" + i))
            .ifPresent(list::add);
      }
      return list.size() == node.size() ? construct(list, type, path) : Optional.empty();
    }
    if (type.isRecordType() && node.isObject()) {
      Optional<JsonNode> group = reviewKeys(node, type, path);
      return group.isPresent() ? construct(group.get(), type, path) : Optional.empty();
    }
    return construct(node, type, path);
  }

  private Optional<JsonNode> reviewKeys(JsonNode group, JavaType type, List<String> path)
      throws JsonProcessingException {
    List<BeanPropertyDefinition> known = properties(type);
    List<String> names = known.stream().map(BeanPropertyDefinition::getName).sorted().toList();
    Set<String> misspelt = new HashSet<>();
    for (String key : places.find(path).map(Places.Place::keys).orElse(List.of())) {
      if (!names.contains(key)) {
        add(Places.append(path, key), complaint.aboutUnknown(path, key, names));
        Nearest.of(key, names).ifPresent(misspelt::add);
      }
    }
    ObjectNode right = mapper.createObjectNode();
    boolean whole = true;
    for (BeanPropertyDefinition property : known) {
      String name = property.getName();
      Optional<JsonNode> value = Optional.ofNullable(group.get(name));
      Optional<JsonNode> reviewed = Optional.empty();
      if (value.isPresent()) {
        reviewed = review(value.get(), property.getPrimaryType(), Places.append(path, name));
      }
      reviewed.ifPresent(usable -> right.set(name, usable));
      boolean unread = misspelt.contains(name) || (path.isEmpty() && cut.contains(name));
      if (reviewed.isEmpty() && (value.isPresent() || property.isRequired() || unread)) {
        whole &= replace(right, property, path);
      }
      if (value.isEmpty() && property.isRequired() && !unread) {
        add(path.isEmpty() ? places.line() : places.line(path), complaint.aboutMissing(path, name));
      }
    }
    return whole ? Optional.of(right) : Optional.empty();
  }

  /**
   * Puts a value of the example where one is wrong, or none where none is needed.
   *
   * @return whether the group can be made a record of as far as this value goes
   */
  private boolean replace(ObjectNode group, BeanPropertyDefinition property, List<String> path) {
    List<String> key = Places.append(path, property.getName());
    replaced.add(key);
    group.remove(property.getName());
    if (!property.isRequired()) {
      return true;
    }
    Optional<JsonNode> stand = example(key);
    stand.ifPresent(value -> group.set(property.getName(), value));
    return stand.isPresent();
  }

  /** What the example has under a path; the first of its lists' elements stands for all. */
  private Optional<JsonNode> example(List<String> path) {
    Optional<JsonNode> node = example;
    for (String part : path) {
      node = node.map(at -> at.isArray() ? at.get(0) : at.get(part));
    }
    return node;
  }

  /** The same value, if a record, or whatever else it stands for, can be made of it. */
  private Optional<JsonNode> construct(JsonNode node, JavaType type, List<String> path)
      throws JsonProcessingException {
    while (true) {
      try {
        mapper.treeToValue(node, type);
        return Optional.of(node);
      } catch (InputCoercionException e) {
        add(path, complaint.aboutTooLarge(path));
        return Optional.empty();
      } catch (JsonMappingException e) {
        if (!(node instanceof ObjectNode group)
            || !(e.getCause() instanceof RefusedValue refused)
            || !e.getPath().isEmpty()) {
          if (Reading.isUntouched(path, replaced)) {
            add(Complaint.path(path, e), complaint.aboutValue(path, e));
          }
          return Optional.empty();
        }
        if (!replaceRefused(group, type, path, refused)) {
          return Optional.empty();
        }
      }
    }
  }

  /** Whether something was replaced that had not been. */
  private boolean replaceRefused(
      ObjectNode group, JavaType type, List<String> path, RefusedValue first) {
    for (RefusedValue refused : first.all()) {
      boolean said =
          Reading.isUntouched(Places.append(path, refused.path()), replaced)
              && refused.beside().stream()
                  .allMatch(other -> Reading.isUntouched(Places.append(path, other), replaced));
      if (said) {
        add(Places.append(path, refused.path()), complaint.aboutRefused(path, refused));
      }
    }
    boolean some = false;
    for (RefusedValue refused : first.all()) {
      Optional<BeanPropertyDefinition> property =
          properties(type).stream()
              .filter(known -> refused.path().stream().limit(1).anyMatch(known.getName()::equals))
              .findFirst();
      if (property.isPresent()
          && !replaced.contains(Places.append(path, property.get().getName()))) {
        some = true;
        if (!replace(group, property.get(), path)) {
          return false;
        }
      }
    }
    return some;
  }

  private List<BeanPropertyDefinition> properties(JavaType type) {
    DeserializationConfig config = mapper.getDeserializationConfig();
    return config.introspect(type).findProperties();
  }
}
