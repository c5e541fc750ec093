package org.hideandseek.challenges.bundle;

import java.util.List;
import java.util.stream.Stream;
import org.hideandseek.challenges.builtin.IcuNutrition;
import org.hideandseek.challenges.builtin.Importer;
import org.hideandseek.challenges.builtin.MayoLiver;
import org.hideandseek.challenges.builtin.MayoPbc;

/**
 * The challenges that come with the project. Their bundles lie in the resources under {@code
 * /challenges/NAME}.
 */
final class BuiltIn {
  static final List<Importer> IMPORTERS =
      List.of(new MayoLiver(), new IcuNutrition(), new MayoPbc());
  static final List<String> IMPORTER_NAMES = IMPORTERS.stream().map(Importer::name).toList();

  /** One on the data of each importer, and one that has other rules on the data of the first. */
  static final List<String> NAMES =
      Stream.concat(IMPORTER_NAMES.stream(), Stream.of("hide-and-seek-2020")).toList();

  private BuiltIn() {}
}
