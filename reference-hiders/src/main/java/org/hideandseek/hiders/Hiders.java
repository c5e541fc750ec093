package org.hideandseek.hiders;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.hiders.autoregression.VarHider;
import org.hideandseek.hiders.control.BootstrapHider;
import org.hideandseek.hiders.control.ConstantHider;
import org.hideandseek.hiders.control.CopyHider;
import org.hideandseek.hiders.control.NoiseHider;
import org.hideandseek.hiders.control.RowShuffleHider;
import org.hideandseek.hiders.diffusion.DiffusionHider;

/** All hiders of this module by name. */
final class Hiders {
  private final Map<String, Hider> byName = new LinkedHashMap<>();

  /**
   * All hiders.
   *
   * @param log gets what those that train for long say on the way
   * @param effort share of their training steps that those take: 1, but for tests
   */
  Hiders(PrintStream log, double effort) {
    byName.put("copy", new CopyHider());
    byName.put("bootstrap", new BootstrapHider());
    byName.put("noise-0.1", new NoiseHider(0.1));
    byName.put("noise-0.3", new NoiseHider(0.3));
    byName.put("row-shuffle", new RowShuffleHider(0.3));
    byName.put("constant", new ConstantHider());
    byName.put("var", new VarHider());
    byName.put("diffusion", new DiffusionHider(log, effort));
  }

  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  Optional<Hider> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
