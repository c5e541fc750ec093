package org.hideandseek.challenges.builtin;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.PatientSink;
import org.hideandseek.challenges.cohort.Schema;

/** Makes a cohort of data in a format of their own. */
public interface Importer {
  /** As in {@code challenge.yaml} under {@code data: importer}. */
  String name();

  /** What every patient looks like. */
  Schema schema();

  /**
   * Hands over all patients, in order.
   *
   * @throws IOException if they can't be read; the message names file and line
   */
  void read(PatientSink sink) throws IOException;

  /**
   * All patients at once, in memory.
   *
   * @throws IOException as {@link #read(PatientSink)}
   */
  default Cohort read() throws IOException {
    List<Patient> patients = new ArrayList<>();
    read(patients::add);
    return new Cohort(schema(), patients);
  }
}
