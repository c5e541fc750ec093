package org.hideandseek.scoring.disclosure;

import java.util.ArrayList;
import java.util.List;
import org.hideandseek.challenges.cohort.Kind;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/**
 * What is guessed of a patient: a static, or the whole course of a feature.
 *
 * @param variable of the schema
 * @param index among the statics, or among the features
 * @param overTime whether it is a feature
 */
public record Attribute(Variable variable, int index, boolean overTime) {

  /** Statics, then features. */
  static List<Attribute> of(Schema schema) {
    List<Attribute> attributes = new ArrayList<>();
    for (int s = 0; s < schema.staticCount(); s++) {
      attributes.add(new Attribute(schema.statics().get(s), s, false));
    }
    for (int f = 0; f < schema.featureCount(); f++) {
      attributes.add(new Attribute(schema.features().get(f), f, true));
    }
    return attributes;
  }

  public String name() {
    return variable.name();
  }

  /** Whether its values are numbers, rather than codes. */
  public boolean isNumeric() {
    return variable.kind() == Kind.NUMERIC;
  }
}
