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

  /** Of these the project has the bundle, but not the patients: they are imported first. */
  private static final List<String> ON_DATASETS = List.of("icu-mortality");

  /** Other rules on the patients of another one. */
  private static final List<String> ON_OTHERS_DATA = List.of("hide-and-seek-2020");

  static final List<String> IMPORTER_NAMES = IMPORTERS.stream().map(Importer::name).toList();

  static final List<String> NAMES =
      Stream.of(IMPORTER_NAMES, ON_DATASETS, ON_OTHERS_DATA).flatMap(List::stream).toList();

  private BuiltIn() {}
}
