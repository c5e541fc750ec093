package org.hideandseek.challenges.dataset;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.hideandseek.challenges.cohort.Course;
import org.hideandseek.challenges.cohort.Patient;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortWriter;
import org.hideandseek.challenges.contract.SchemaFile;
import org.hideandseek.challenges.npy.NpyOutput;
import org.hideandseek.challenges.npy.NpyType;

/**
 * Takes the stays of one import, counts what becomes of every value, and writes the cohort. The
 * largest number of steps is known only when all are taken, so they wait in a file; memory holds 16
 * bytes a stay.
 */
final class Intake implements AutoCloseable {
  /** More steps than any schema allows. */
  static final int MOST_STEPS = 100_000;

  /** More than anybody has in the stretches that are imported: one a second for three weeks. */
  static final int MOST_MEASUREMENTS = 2_000_000;

  /** Stays of one person, by position of the stay: int32 [N]. */
  static final String GROUPS = "groups.npy";

  private static final String HOURS = "hours";

  private final DatasetFormat format;
  private final Selection selection;
  private final Window window;
  private final BadRows badRows = new BadRows();
  private final Path work;
  private final StaySpool spool;
  private final Schema widest;
  private final long[] found;
  private final long[] kept;
  private final long[] repeated;
  private final long[] outOfBounds;
  private final long[] outOfWindow;
  private final long[] cut;
  private final int[] known;
  private final int[] impossible;
  private final SortedSet<String> unusedColumns = new TreeSet<>();
  private int longest = 1;
  private int emptyStays;
  private int cutStays;

  /**
   * How much of a stay is taken.
   *
   * @param timeUnit of the cohort
   * @param end in that unit after admission; later measurements are left out
   * @param steps at most so many
   */
  record Window(String timeUnit, double end, int steps) {
    static Window of(ImportRequest request) {
      return new Window(HOURS, request.hours(), request.steps().orElse(MOST_STEPS));
    }
  }

  Intake(DatasetFormat format, Selection selection, Window window, Path work) throws IOException {
    this.format = format;
    this.selection = selection;
    this.window = window;
    this.work = work;
    int width = selection.features().size();
    this.found = new long[width];
    this.kept = new long[width];
    this.repeated = new long[width];
    this.outOfBounds = new long[width];
    this.outOfWindow = new long[width];
    this.cut = new long[width];
    this.known = new int[selection.statics().size()];
    this.impossible = new int[known.length];
    this.widest = schema(MOST_STEPS);
    this.spool = StaySpool.create(work.resolve("stays"), width, known.length);
  }

  Selection selection() {
    return selection;
  }

  BadRows badRows() {
    return badRows;
  }

  /** A folder for what a reader must put aside. */
  Path work() {
    return work;
  }

  /** A value of a stay that is not imported, or of none. */
  void countOutside(int feature) {
    found[feature]++;
    outOfWindow[feature]++;
  }

  /** A column of a wide table that no variable is read from. */
  void countUnused(String column) {
    unusedColumns.add(column);
  }

  /** A new stay. It counts when it is handed to {@link #take}. */
  Stay stay(String name) {
    return new Stay(name);
  }

  /** One stay while its rows are read. */
  final class Stay {
    private final String name;
    private final float[] statics = new float[known.length];
    private double[] times = new double[64];
    private short[] features = new short[64];
    private float[] values = new float[64];
    private int size;

    private Stay(String name) {
      this.name = name;
      Arrays.fill(statics, Float.NaN);
    }

    /** The statics, NaN as long as they are unknown; to be filled in. */
    float[] statics() {
      return statics;
    }

    /**
     * Takes a value, unless it is NaN or outside the window.
     *
     * @param time after admission, in the window's unit
     * @throws DatasetException if the stay has more values than can be right
     */
    void measure(double time, int feature, float value) throws DatasetException {
      if (Float.isNaN(value)) {
        return;
      }
      found[feature]++;
      if (!(time >= 0 && time <= window.end())) {
        outOfWindow[feature]++;
        return;
      }
      if (size == MOST_MEASUREMENTS) {
        throw tooMuch(name);
      }
      if (size == times.length) {
        int wider = Math.min(2 * size, MOST_MEASUREMENTS);
        times = Arrays.copyOf(times, wider);
        features = Arrays.copyOf(features, wider);
        values = Arrays.copyOf(values, wider);
      }
      times[size] = time;
      features[size] = (short) feature;
      values[size] = value;
      size++;
    }
  }

  /** A stay that has more than can be right. */
  static DatasetException tooMuch(String name) {
    return new DatasetException(
        name
            + " has more than "
            + MOST_MEASUREMENTS
            + " measurements, which no stay has; look for a wrong id.");
  }

  /**
   * Takes a whole stay.
   *
   * @param order its place in the cohort: stays are sorted by this
   * @param person whose stay it is; empty where the format knows nothing of other stays
   */
  void take(Stay stay, long order, String person) throws IOException {
    Course course = new Course(widest);
    long[] keptHere = new long[kept.length];
    for (int i = 0; i < stay.size; i++) {
      int feature = stay.features[i];
      switch (course.measure(stay.times[i], feature, stay.values[i])) {
        case KEPT -> keptHere[feature]++;
        case REPEATED -> repeated[feature]++;
        case OUTSIDE -> outOfBounds[feature]++;
      }
    }
    if (course.length() > MOST_STEPS) {
      throw new DatasetException(
          stay.name
              + " has more than "
              + MOST_STEPS
              + " times of measurement; look for a wrong id.");
    }
    if (course.length() == 0) {
      emptyStays++;
    }
    if (course.length() > window.steps()) {
      cutStays++;
      course.keepFirst(window.steps());
    }
    Patient patient = course.patient(1, stay.statics);
    longest = Math.max(longest, patient.length());
    for (int f = 0; f < kept.length; f++) {
      long observed = 0;
      for (int step = 0; step < patient.length(); step++) {
        observed += patient.observed(step, f) ? 1 : 0;
      }
      kept[f] += observed;
      cut[f] += keptHere[f] - observed;
    }
    for (int s = 0; s < known.length; s++) {
      if (!Float.isNaN(patient.statics()[s])) {
        known[s]++;
      } else if (!Float.isNaN(stay.statics[s])) {
        impossible[s]++;
      }
    }
    spool.add(order, person, patient);
  }

  /**
   * Writes what was taken as a cohort into an existing empty folder.
   *
   * @throws DatasetException if nothing was taken
   */
  ImportSummary write(Path folder) throws IOException {
    int[] order = spool.inOrder();
    if (order.length == 0) {
      throw new DatasetException("There is no stay in the source that could be imported.");
    }
    int steps = Math.min(longest, window.steps());
    Schema schema = schema(steps);
    SchemaFile.write(folder, schema);
    Map<String, Integer> persons = new HashMap<>();
    boolean grouped = spool.grouped();
    try (CohortWriter writer = CohortWriter.create(folder, schema);
        StaySpool.Replay replay = spool.replay()) {
      try (Groups groups = grouped ? Groups.create(folder) : Groups.none()) {
        for (int position : order) {
          StaySpool.Kept stay = replay.read(position);
          writer.write(stay.patient());
          groups.write(persons.computeIfAbsent(stay.person(), unseen -> persons.size()));
        }
      }
    }
    return summary(order.length, grouped, grouped ? persons.size() : order.length, steps);
  }

  private ImportSummary summary(int stays, boolean grouped, int persons, int steps) {
    List<ImportSummary.FeatureCount> features = new ArrayList<>();
    for (int f = 0; f < kept.length; f++) {
      features.add(
          new ImportSummary.FeatureCount(
              selection.features().get(f).name(),
              found[f],
              kept[f],
              repeated[f],
              outOfBounds[f],
              outOfWindow[f],
              cut[f]));
    }
    List<ImportSummary.StaticCount> statics = new ArrayList<>();
    for (int s = 0; s < known.length; s++) {
      statics.add(
          new ImportSummary.StaticCount(
              selection.statics().get(s).name(), known[s], stays - known[s], impossible[s]));
    }
    return new ImportSummary(
        format.word(),
        stays,
        grouped,
        persons,
        steps,
        emptyStays,
        cutStays,
        features,
        statics,
        List.copyOf(unusedColumns),
        badRows.all());
  }

  private Schema schema(int steps) {
    return new Schema(
        window.timeUnit(), steps, (float) window.end(), selection.features(), selection.statics());
  }

  @Override
  public void close() throws IOException {
    spool.close();
  }

  /** Where the groups are written. */
  private record Groups(List<NpyOutput> files) implements AutoCloseable {
    static Groups create(Path folder) throws IOException {
      return new Groups(List.of(NpyOutput.create(folder.resolve(GROUPS), NpyType.INT32)));
    }

    static Groups none() {
      return new Groups(List.of());
    }

    void write(int group) throws IOException {
      for (NpyOutput file : files) {
        file.writeInt(group);
      }
    }

    @Override
    public void close() throws IOException {
      for (NpyOutput file : files) {
        file.close();
      }
    }
  }
}
