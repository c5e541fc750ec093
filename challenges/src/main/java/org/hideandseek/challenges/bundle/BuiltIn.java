package org.hideandseek.challenges.bundle;

import java.util.List;
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
  static final List<String> NAMES = IMPORTERS.stream().map(Importer::name).toList();

  private BuiltIn() {}
}
