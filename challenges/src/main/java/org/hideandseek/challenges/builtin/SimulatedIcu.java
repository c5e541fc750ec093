package org.hideandseek.challenges.builtin;

import java.io.IOException;
import org.hideandseek.challenges.cohort.PatientSink;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.simulation.IcuSimulation;

/**
 * Invented stays in intensive care, {@value #STAYS} of them from the public seed {@value #SEED}:
 * everybody can make the same patients again, private ones included.
 */
public final class SimulatedIcu implements Importer {
  private static final int STAYS = 6000;
  private static final long SEED = 2020;

  /** Two, as a platform's other work goes on beside it. */
  private static final int THREADS = 2;

  @Override
  public String name() {
    return "simulate-icu";
  }

  @Override
  public Schema schema() {
    return IcuSimulation.SCHEMA;
  }

  @Override
  public void read(PatientSink sink) throws IOException {
    new IcuSimulation(SEED).write(STAYS, THREADS, sink);
  }
}
