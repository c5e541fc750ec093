package org.hideandseek.challenges.dataset;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** Makes a cohort folder of clinical data in one of the {@link DatasetFormat}s. */
public final class DatasetImport {
  private DatasetImport() {}

  /**
   * Imports. The target folder appears when it is whole: {@code schema.json}, the four arrays of a
   * cohort, and {@code groups.npy} (int32 [N]; stays of one person have the same number, 0..G-1 in
   * order of first appearance) where one person can have several stays. An import that was killed
   * is run again.
   *
   * @throws DatasetException if the source can't be imported
   */
  public static ImportSummary run(ImportRequest request) throws IOException {
    if (!Files.exists(request.from())) {
      throw new DatasetException("There is nothing at " + request.from() + ".");
    }
    Optional<Mapping> mapping = mapping(request);
    Selection selection = Selection.of(variables(request, mapping), request.format());
    Intake.Window window =
        mapping.isPresent() ? mapping.get().window(request) : Intake.Window.of(request);
    try (Workplace place = Workplace.claim(request.to());
        Intake intake = new Intake(request.format(), selection, window, place.work())) {
      request.format().reader(new Source(request.from(), request)).read(intake);
      if (!request.skipBad()) {
        intake.badRows().refuse();
      }
      ImportSummary summary = intake.write(place.made());
      place.publish();
      return summary;
    }
  }

  private static Optional<Mapping> mapping(ImportRequest request) throws DatasetException {
    boolean wanted = request.format() == DatasetFormat.CSV;
    if (wanted && request.mapping().isEmpty()) {
      throw new DatasetException(
          "A csv needs --mapping FILE, which names its columns and variables; see docs/data.md.");
    }
    if (!wanted && request.mapping().isPresent()) {
      throw new DatasetException(
          "--mapping is for csv; the variables of "
              + request.format().word()
              + " are chosen with --variables FILE.");
    }
    if (wanted && request.variables().isPresent()) {
      throw new DatasetException("The variables of a csv stand in its --mapping, not --variables.");
    }
    return wanted ? Optional.of(Mapping.read(request.mapping().get())) : Optional.empty();
  }

  private static VariableList variables(ImportRequest request, Optional<Mapping> mapping)
      throws DatasetException {
    if (mapping.isPresent()) {
      return mapping.get().variables();
    }
    return request.variables().isPresent()
        ? VariableList.read(request.variables().get())
        : VariableList.standard();
  }
}
