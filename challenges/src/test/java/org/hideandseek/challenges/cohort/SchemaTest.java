package org.hideandseek.challenges.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private static final Variable SBP = Variable.numeric("sbp", "mmHg", 40, 300);
  private static final Variable DIED = Variable.binary("died").asOutcome();

  @Test
  void theOutcomeIsFoundAmongTheStatics() {
    assertThat(schema(List.of(SBP), List.of(Variable.binary("sex"), DIED)).outcome()).hasValue(1);
    assertThat(schema(List.of(SBP), List.of(Variable.binary("sex"))).outcome()).isEmpty();
  }

  @Test
  void aSchemaThatMakesNoSenseIsRefused() {
    assertRefused(() -> schema(List.of(), List.of()), "a schema needs at least one feature");
    assertRefused(
        () -> schema(List.of(SBP, SBP), List.of()), "two variables of the schema are called sbp");
    assertRefused(
        () -> schema(List.of(SBP), List.of(Variable.binary("sbp"))),
        "two variables of the schema are called sbp");
    assertRefused(
        () -> schema(List.of(DIED), List.of()), "a feature can't be the outcome; make it a static");
    assertRefused(
        () -> schema(List.of(SBP), List.of(DIED, Variable.binary("ill").asOutcome())),
        "a schema has at most one outcome");
    assertRefused(
        () -> new Schema(" ", 3, 1, List.of(SBP), List.of()),
        "a schema needs a time_unit, such as hours");
    assertRefused(
        () -> new Schema("h", 0, 1, List.of(SBP), List.of()),
        "a schema's steps lie between 1 and 100000, not 0");
    assertRefused(
        () -> new Schema("h", 3, Float.NaN, List.of(SBP), List.of()),
        "a schema's horizon is positive, not NaN");
  }

  @Test
  void aVariableThatMakesNoSenseIsRefused() {
    assertRefused(
        () -> Variable.numeric("SBP", "", 0, 1),
        "the name of a variable has lower-case letters, digits, '-' and '_' only, unlike 'SBP'");
    assertRefused(
        () -> Variable.numeric("x", "", 1, 1), "variable x needs finite bounds min < max");
    assertRefused(
        () -> Variable.numeric("x", "", Double.NaN, 1), "variable x needs finite bounds min < max");
    assertRefused(
        () -> Variable.categorical("x", List.of("only")),
        "categorical variable x needs at least two categories");
    assertRefused(
        () -> new Variable("x", "", Kind.NUMERIC, 0, 1, List.of("a", "b"), Role.COVARIATE),
        "variable x has categories but is not categorical");
  }

  @Test
  void aVariableAllowsWhatItsRuleSays() {
    assertThat(SBP.allows(40)).isTrue();
    assertThat(SBP.allows(300.1f)).isFalse();
    assertThat(SBP.allows(Float.NaN)).isFalse();
    assertThat(SBP.allows(Float.POSITIVE_INFINITY)).isFalse();
    assertThat(DIED.allows(1)).isTrue();
    assertThat(DIED.allows(0.5f)).isFalse();
    Variable unit = Variable.categorical("unit", List.of("a", "b", "c"));
    assertThat(unit.allows(2)).isTrue();
    assertThat(unit.allows(3)).isFalse();
    assertThat(unit.codes()).isEqualTo(3);
    assertThat(DIED.codes()).isEqualTo(2);
  }

  @Test
  void aPatientHasStepsOfEqualWidth() {
    Patient patient =
        new Patient(new float[] {0, 1}, new float[] {1, 2, 3, Float.NaN}, new float[0]);

    assertThat(patient.length()).isEqualTo(2);
    assertThat(patient.featureCount()).isEqualTo(2);
    assertThat(patient.value(1, 0)).isEqualTo(3);
    assertThat(patient.observed(1, 1)).isFalse();
    assertRefused(
        () -> new Patient(new float[2], new float[3], new float[0]),
        "3 values do not make 2 steps of equal width");
    assertRefused(
        () -> new Patient(new float[0], new float[0], new float[0]),
        "a patient has at least one step");
  }

  @Test
  void aCohortRefusesPatientsOfAnotherSchemaAndSelectsInOrder() {
    Schema schema = schema(List.of(SBP), List.of());
    Patient a = new Patient(new float[] {0}, new float[] {100}, new float[0]);
    Patient b = new Patient(new float[] {0}, new float[] {110}, new float[0]);
    Patient tooLong = new Patient(new float[6], new float[6], new float[0]);

    assertThat(new Cohort(schema, List.of(a, b)).select(new int[] {1, 1, 0}).patients())
        .containsExactly(b, b, a);
    assertRefused(
        () -> new Cohort(schema, List.of(a, tooLong)), "patient 1 does not fit the schema");
  }

  private static void assertRefused(Runnable making, String message) {
    assertThatThrownBy(making::run)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  private static Schema schema(List<Variable> features, List<Variable> statics) {
    return new Schema("hours", 5, 24, features, statics);
  }
}
