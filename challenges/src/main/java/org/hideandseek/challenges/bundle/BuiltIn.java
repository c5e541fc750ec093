package org.hideandseek.challenges.bundle;

import java.util.List;

/**
 * The challenges that come with the project. Their bundles lie in the resources under {@code
 * /challenges/NAME}.
 */
final class BuiltIn {
  static final List<Importer> IMPORTERS = List.of();
  static final List<String> NAMES = IMPORTERS.stream().map(Importer::name).toList();

  private BuiltIn() {}
}
