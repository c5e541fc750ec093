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
  static final List<Importer> IMPORTERS =
      List.of(new MayoLiver(), new IcuNutrition(), new MayoPbc(), new SimulatedIcu());
  static final List<String> NAMES =
      List.of("mayo-liver", "icu-nutrition", "mayo-pbc", "simulated-icu");

  private BuiltIn() {}
}
