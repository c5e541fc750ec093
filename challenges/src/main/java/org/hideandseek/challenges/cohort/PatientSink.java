package org.hideandseek.challenges.cohort;

import java.io.IOException;

/** Takes patients one after the other, so that nobody need hold them all. */
public interface PatientSink {
  /** Takes the next patient. */
  void accept(Patient patient) throws IOException;
}
