package org.hideandseek.challenges.dataset;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.challenges.cohort.Variable;

/** The variables of a list that a format has, and which of its items they are read from. */
final class Selection {
  private final List<Variable> features;
  private final List<Variable> statics;
  private final Map<String, Reading> featureItems;
  private final Map<String, Reading> staticItems;

  private Selection(
      List<Variable> features,
      List<Variable> statics,
      Map<String, Reading> featureItems,
      Map<String, Reading> staticItems) {
    this.features = features;
    this.statics = statics;
    this.featureItems = featureItems;
    this.staticItems = staticItems;
  }

  /**
   * Takes what a format has of a list.
   *
   * @throws DatasetException if that is nothing, or one item is two variables
   */
  static Selection of(VariableList list, DatasetFormat format) throws DatasetException {
    List<ListedVariable> features =
        list.features().stream().filter(listed -> !listed.in(format).isEmpty()).toList();
    List<ListedVariable> statics =
        list.statics().stream().filter(listed -> !listed.in(format).isEmpty()).toList();
    if (features.isEmpty()) {
      throw new DatasetException(
          "The variable list has no feature that says where it stands in "
              + format.word()
              + "; add '"
              + format.word()
              + "' under from.");
    }
    return new Selection(
        features.stream().map(ListedVariable::variable).toList(),
        statics.stream().map(ListedVariable::variable).toList(),
        items(features, format),
        items(statics, format));
  }

  private static Map<String, Reading> items(List<ListedVariable> listed, DatasetFormat format)
      throws DatasetException {
    Map<String, Reading> items = new HashMap<>();
    for (int i = 0; i < listed.size(); i++) {
      String name = listed.get(i).name();
      for (Origin origin : listed.get(i).in(format)) {
        for (String item : origin.items()) {
          Reading before = items.get(item);
          if (before != null && before.index() != i) {
            throw new DatasetException(
                "The variable list reads '"
                    + item
                    + "' as "
                    + before.name()
                    + " and as "
                    + name
                    + "; one item is one variable.");
          }
          List<Origin> origins = new ArrayList<>(before == null ? List.of() : before.origins());
          origins.add(origin);
          items.put(item, new Reading(i, name, origins));
        }
      }
    }
    return items;
  }

  List<Variable> features() {
    return features;
  }

  List<Variable> statics() {
    return statics;
  }

  /** The feature that an item is. */
  Optional<Reading> feature(String item) {
    return Optional.ofNullable(featureItems.get(item));
  }

  /** Features by the part of their items behind {@code TABLE/}. */
  Map<String, Reading> featuresIn(String table) {
    return behind(table + "/", featureItems);
  }

  /** The static that an item is. */
  Optional<Reading> fixed(String item) {
    return Optional.ofNullable(staticItems.get(item));
  }

  /** Statics by the part of their items behind {@code TABLE/}. */
  Map<String, Reading> staticsIn(String table) {
    return behind(table + "/", staticItems);
  }

  private static Map<String, Reading> behind(String prefix, Map<String, Reading> items) {
    Map<String, Reading> found = new HashMap<>();
    items.forEach(
        (item, reading) -> {
          if (item.startsWith(prefix)) {
            found.put(item.substring(prefix.length()), reading);
          }
        });
    return found;
  }
}
