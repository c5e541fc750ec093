package org.hideandseek.challenges.description;

import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.cohort.Variable;

/**
 * What a feature or static looks like over all patients.
 *
 * @param variable which
 * @param known how often it has a value
 * @param share of all steps, or of all patients for a static, at which it has one
 * @param patients the share of patients of whom it is known at all
 * @param perTime how often it is measured in a unit of a patient's time; 0 for a static
 * @param distribution of a numeric variable that is ever known
 * @param codes how often each code of another occurs, in the order of the codes
 */
public record VariableDescription(
    Variable variable,
    long known,
    double share,
    double patients,
    double perTime,
    Optional<Distribution> distribution,
    List<Long> codes) {
  public VariableDescription {
    codes = List.copyOf(codes);
  }
}
