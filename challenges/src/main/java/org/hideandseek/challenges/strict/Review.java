package org.hideandseek.challenges.strict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.BeanPropertyDefinition;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds everything that is wrong with a valid text, from the leaves up: a record is only made where
 * all its parts are right.
 */
final class Review {
  private final ObjectMapper mapper;
  private final Complaint complaint;
  private final Places places;
  private final Set<List<String>> wrong = new HashSet<>();
  private final List<String> aboutKeys = new ArrayList<>();
  private final List<String> aboutValues = new ArrayList<>();

  Review(ObjectMapper mapper, Complaint complaint, Places places) {
    this.mapper = mapper;
    this.complaint = complaint;
    this.places = places;
  }

  List<String> problems(String text, Class<?> type) {
    for (List<String> path : places.references()) {
      wrong.add(path);
      aboutKeys.add(complaint.aboutReference(path));
    }
    for (List<String> path : places.empty()) {
      wrong.add(path);
      aboutKeys.add(complaint.aboutEmpty(path));
    }
    JavaType target = mapper.constructType(type);
    try {
      review(mapper.readTree(text), target, List.of());
    } catch (JsonMappingException e) {
      aboutValues.add(complaint.aboutValue(List.of(), e));
    } catch (JsonProcessingException e) {
      aboutValues.add(complaint.aboutText(e));
    }
    List<String> all = new ArrayList<>(aboutKeys);
    all.addAll(aboutValues);
    return List.copyOf(all);
  }

  /** Whether all of a value is right. */
  private boolean review(JsonNode node, JavaType type, List<String> path)
      throws JsonProcessingException {
    if (wrong.contains(path)) {
      return false;
    }
    if (type.isReferenceType()) {
      return review(node, type.getContentType(), path);
    }
    boolean right = true;
    if (type.isCollectionLikeType() && node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        right &= review(node.get(i), type.getContentType(), Places.append(path, "" + i));
      }
    } else if (type.isRecordType() && node.isObject()) {
      right = reviewKeys(node, type, path);
    }
    return right && reviewValue(node, type, path);
  }

  private boolean reviewKeys(JsonNode group, JavaType type, List<String> path)
      throws JsonProcessingException {
    DeserializationConfig config = mapper.getDeserializationConfig();
    List<BeanPropertyDefinition> known = config.introspect(type).findProperties();
    List<String> names = known.stream().map(BeanPropertyDefinition::getName).sorted().toList();
    Set<String> misspelt = new HashSet<>();
    boolean right = true;
    for (String key : places.find(path).map(Places.Place::keys).orElse(List.of())) {
      if (!names.contains(key)) {
        aboutKeys.add(complaint.aboutUnknown(path, key, names));
        Nearest.of(key, names).ifPresent(misspelt::add);
        right = false;
      }
    }
    for (BeanPropertyDefinition property : known) {
      Optional<JsonNode> value = Optional.ofNullable(group.get(property.getName()));
      if (value.isPresent()) {
        right &=
            review(value.get(), property.getPrimaryType(), Places.append(path, property.getName()));
      } else if (property.isRequired()) {
        if (!misspelt.contains(property.getName())) {
          aboutKeys.add(complaint.aboutMissing(path, property.getName()));
        }
        right = false;
      }
    }
    return right;
  }

  private boolean reviewValue(JsonNode node, JavaType type, List<String> path)
      throws JsonProcessingException {
    try {
      mapper.treeToValue(node, type);
      return true;
    } catch (InputCoercionException e) {
      aboutValues.add(complaint.aboutTooLarge(path));
      return false;
    } catch (JsonMappingException e) {
      aboutValues.add(complaint.aboutValue(path, e));
      return false;
    }
  }
}
