package org.hideandseek.challenges.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Role;
import org.hideandseek.challenges.cohort.Variable;

/**
 * A variable of a list.
 *
 * @param name as in {@code schema.json}, like unit, kind, min, max, categories and role
 * @param label what it is, for people
 * @param bounds where min and max come from
 * @param from where it stands in each format, by the format's word
 */
record ListedVariable(
    @JsonProperty(required = true) String name,
    String label,
    String unit,
    @JsonProperty(required = true) Kind kind,
    float min,
    float max,
    String bounds,
    List<String> categories,
    Role role,
    @JsonProperty(required = true) Map<String, List<Origin>> from) {

  ListedVariable {
    from = Map.copyOf(from);
    for (String format : from.keySet()) {
      if (DatasetFormat.of(format).isEmpty()) {
        throw new IllegalArgumentException(
            "from names a format, one of "
                + String.join(", ", DatasetFormat.words())
                + ", unlike '"
                + format
                + "'");
      }
    }
    // Refuses what no schema takes.
    new Variable(name, unit, kind, min, max, categories, role);
  }

  Variable variable() {
    return new Variable(name, unit, kind, min, max, categories, role);
  }

  List<Origin> in(DatasetFormat format) {
    return from.getOrDefault(format.word(), List.of());
  }
}
