package org.hideandseek.challenges.builtin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.junit.jupiter.api.Test;

class MayoLiverTest {
  private static final String THREE_DAYS = "1,-731,hdl,50\n1,-365,hdl,51\n1,0,hdl,52\n";

  @Test
  void theDaysUpToEntryAreStepsInYearsSinceTheFirst() throws IOException {
    Patient patient = only("1,-731,hdl,50\n1,-1,sbp,120\n1,0,smoke,1\n1,1,hdl,99\n", "1,50,1,28");

    assertThat(patient.times()).containsExactly(0, (float) (730 / 365.25), (float) (731 / 365.25));
    assertThat(patient.value(0, 0)).isEqualTo(50);
    assertThat(patient.value(1, 1)).isEqualTo(120);
    assertThat(patient.value(2, 3)).isEqualTo(1);
    assertThat(patient.observed(2, 0)).isFalse();
  }

  @Test
  void theRowsMayComeInAnyOrder() throws IOException {
    Patient patient = only("1,0,hdl,52\n1,-731,hdl,50\n1,-365,hdl,51\n", "1,50,1,28");

    assertThat(patient.values()[0]).isEqualTo(50);
    assertThat(patient.value(2, 0)).isEqualTo(52);
  }

  @Test
  void onlyTheLastFortyDaysAreKept() throws IOException {
    StringBuilder rows = new StringBuilder();
    for (int day = -49; day <= 0; day++) {
      rows.append("1,").append(day).append(",hdl,").append(60 - day).append('\n');
    }

    Patient patient = only(rows.toString(), "1,50,1,28");

    assertThat(patient.length()).isEqualTo(40);
    assertThat(patient.value(0, 0)).isEqualTo(60 + 39);
    assertThat(patient.value(39, 0)).isEqualTo(60);
  }

  @Test
  void anImpossibleValueIsMissingAndADayWithNothingElseIsNoStep() throws IOException {
    Patient patient =
        only(THREE_DAYS + "1,-365,sbp,13682\n1,-200,sbp,0\n1,-100,dbp,80\n", "1,50,1,28");

    assertThat(patient.length()).isEqualTo(3);
    assertThat(patient.observed(1, 1)).isFalse();
  }

  @Test
  void theLaterOfTwoValuesOfADayCounts() throws IOException {
    assertThat(only(THREE_DAYS + "1,-365,hdl,70\n", "1,50,1,28").value(1, 0)).isEqualTo(70);
  }

  @Test
  void whoHasFewerThanThreeDaysIsLeftOut() throws IOException {
    assertThat(read("1,0,hdl,50\n1,-1,hdl,50\n1,5,hdl,50\n", "1,50,1,28,100,0", "").size())
        .isZero();
  }

  @Test
  void anImpossibleOrMissingStaticIsUnknown() throws IOException {
    assertThat(only(THREE_DAYS, "1,50,0,9.2").statics()[2]).isNaN();
    assertThat(only(THREE_DAYS, "1,50,0,").statics()).startsWith(0, 50, Float.NaN);
  }

  @Test
  void theOutcomeIsADeathOrAnEventWithinFiveYearsAfterEntry() throws IOException {
    assertThat(outcome("400,1", "")).isEqualTo(1);
    assertThat(outcome("1826,1", "")).isEqualTo(1);
    assertThat(outcome("1827,1", "")).isZero();
    assertThat(outcome("3000,0", "1,1,MI\n")).isEqualTo(1);
    assertThat(outcome("3000,0", "1,1826,heart failure\n")).isEqualTo(1);
    assertThat(outcome("3000,0", "1,1827,stroke\n")).isZero();
    assertThat(outcome("3000,0", "1,2000,stroke\n1,900,stroke\n")).isEqualTo(1);
    assertThat(outcome("500,0", "1,400,stroke\n")).isEqualTo(1);
  }

  @Test
  void anEventUpToTheDayOfEntryOrOfAnotherKindIsNoOutcome() throws IOException {
    assertThat(outcome("3000,0", "1,0,MI\n1,-400,stroke\n")).isZero();
    assertThat(outcome("3000,0", "1,5,diabetes\n1,5,cardiac arrest\n")).isZero();
  }

  @Test
  void withoutFiveYearsOfFollowUpTheOutcomeIsUnknown() throws IOException {
    assertThat(outcome("1826,0", "")).isNaN();
    assertThat(outcome("1827,0", "")).isZero();
    assertThat(outcome("100,0", "1,-5,MI\n")).isNaN();
  }

  @Test
  void aFaultNamesFileAndLine() {
    assertThatThrownBy(() -> read("1,0,hdl,50\n1,0,weight,50\n", "1,50,1,28,100,0", ""))
        .isInstanceOf(IOException.class)
        .hasMessage("mayo/nafld2.csv, line 3: there is no test 'weight'");
  }

  private static float outcome(String followUp, String events) throws IOException {
    return read(THREE_DAYS, "1,50,1,28," + followUp, events).patient(0).statics()[3];
  }

  private static Patient only(String measurements, String person) throws IOException {
    Cohort cohort = read(measurements, person + ",3000,0", "");
    assertThat(cohort.size()).isEqualTo(1);
    return cohort.patient(0);
  }

  /** The tables that come with the project have the columns weight, height and case.id besides. */
  private static Cohort read(String measurements, String person, String events) throws IOException {
    Map<String, String> tables =
        Map.of(
            "mayo/nafld1.csv", "id,age,male,bmi,futime,status\n" + person + "\n",
            "mayo/nafld2.csv", "id,days,test,value\n" + measurements,
            "mayo/nafld3.csv", "id,days,event\n" + events);
    return new MayoLiver(file -> new ByteArrayInputStream(tables.get(file).getBytes(UTF_8))).read();
  }
}
