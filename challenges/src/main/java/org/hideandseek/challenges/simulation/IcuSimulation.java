package org.hideandseek.challenges.simulation;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.PatientSink;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.cohort.Variable;

/**
 * Stays in intensive care that nobody ever had: 37 vital signs, treatments and laboratory values
 * over at most 48 hours, six statics, and death in hospital as the outcome. Every patient follows
 * from the seed and its number alone and is the same on every machine.
 *
 * @param seed of the whole cohort
 */
public record IcuSimulation(long seed) {
  private static final int BATCH = 256;
  private static final Dynamics DYNAMICS = new Dynamics();

  /** What every patient looks like. */
  public static final Schema SCHEMA =
      new Schema(
          "hours",
          Chart.HOURS,
          Chart.HOURS,
          Arrays.stream(Feature.values()).map(Feature::variable).toList(),
          List.of(
              Variable.numeric("age", "years", 18, 110),
              Variable.categorical("sex", List.of("female", "male")),
              Variable.numeric("height", "cm", 100, 230),
              Variable.numeric("weight", "kg", 20, 350),
              Variable.categorical(
                  "admission",
                  Arrays.stream(Admission.values()).map(admission -> admission.label).toList()),
              Variable.binary("death_in_hospital").asOutcome()));

  /**
   * One patient.
   *
   * @param index from 0
   */
  public Patient patient(int index) {
    RandomStream random = new RandomStream(seed, index);
    return Chart.of(Person.draw(random, DYNAMICS), random, DYNAMICS);
  }

  /**
   * Hands over patients in order, made by several threads a batch ahead of each other; memory does
   * not grow with their number.
   *
   * @param stays how many, from number 0 on
   * @param threads at least 1; the patients do not depend on it
   * @throws IOException if the sink does
   */
  public void write(int stays, int threads, PatientSink sink) throws IOException {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      Deque<Future<List<Patient>>> ahead = new ArrayDeque<>();
      int next = 0;
      while (next < stays || !ahead.isEmpty()) {
        while (next < stays && ahead.size() <= 2 * threads) {
          int from = next;
          int to = from + Math.min(BATCH, stays - from);
          ahead.add(
              workers.submit(() -> IntStream.range(from, to).mapToObj(this::patient).toList()));
          next = to;
        }
        for (Patient patient : done(ahead.remove())) {
          sink.accept(patient);
        }
      }
    } finally {
      workers.shutdownNow();
    }
  }

  private static List<Patient> done(Future<List<Patient>> batch) throws IOException {
    try {
      return batch.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while simulating patients");
    } catch (ExecutionException e) {
      throw new IllegalStateException(e.getCause());
    }
  }
}
