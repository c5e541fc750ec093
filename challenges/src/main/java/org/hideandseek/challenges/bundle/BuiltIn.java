package org.hideandseek.challenges.bundle;

import java.util.List;
import org.hideandseek.challenges.builtin.IcuNutrition;
import org.hideandseek.challenges.builtin.Importer;
import org.hideandseek.challenges.builtin.MayoLiver;
import org.hideandseek.challenges.builtin.MayoPbc;
import org.hideandseek.challenges.builtin.SimulatedIcu;

/**
 * The challenges that come with the project. Their bundles lie in the resources under {@code
 * /challenges/NAME}.
 */
final class BuiltIn {
  /** Of the data that come with the project. */
  static final List<Importer> IMPORTERS =
      List.of(new MayoLiver(), new IcuNutrition(), new MayoPbc(), new SimulatedIcu());

  static final List<String> IMPORTER_NAMES = IMPORTERS.stream().map(Importer::name).toList();

  /**
   * Of icu-mortality the project has the bundle but not the patients: they are imported first.
   * hide-and-seek-2020 has other rules on the patients of mayo-liver.
   */
  static final List<String> NAMES =
      List.of(
          "mayo-liver",
          "icu-nutrition",
          "mayo-pbc",
          "simulated-icu",
          "icu-mortality",
          "hide-and-seek-2020");

  private BuiltIn() {}
}
