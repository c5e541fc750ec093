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
import org.hideandseek.hiders.control.ValuesRedrawnHider;
import org.hideandseek.hiders.diffusion.DiffusionHider;
import org.hideandseek.hiders.gan.DpTimeGanHider;
import org.hideandseek.hiders.gan.GanHider;
import org.hideandseek.hiders.microaggregation.KAnonymousHider;
import org.hideandseek.hiders.moments.DpVarHider;
import org.hideandseek.hiders.par.DpParHider;
import org.hideandseek.hiders.par.ParHider;
import org.hideandseek.hiders.vae.VaeHider;

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
    byName.put("noise-0.05", new NoiseHider(0.05));
    byName.put("noise-0.1", new NoiseHider(0.1));
    byName.put("noise-0.3", new NoiseHider(0.3));
    byName.put("values-redrawn", new ValuesRedrawnHider());
    byName.put("row-shuffle", new RowShuffleHider(0.3));
    byName.put("constant", new ConstantHider());
    byName.put("var", new VarHider());
    byName.put("k-anonymous", new KAnonymousHider(5));
    byName.put("k-anonymous-2", new KAnonymousHider(2));
    byName.put("par", new ParHider(log, effort));
    byName.put("timevae", new VaeHider(log, effort, VaeHider.Release.SAMPLES));
    byName.put("vae-reconstruct", new VaeHider(log, effort, VaeHider.Release.RECONSTRUCTIONS));
    byName.put("timegan", GanHider.timeGan(log, effort));
    byName.put("timegan-augmented", GanHider.augmentedTimeGan(log, effort));
    byName.put("wgan", GanHider.wgan(log, effort));
    byName.put("diffusion", new DiffusionHider(log, effort));
    byName.put("dp-var-1", new DpVarHider(log, effort, 1));
    byName.put("dp-var-10", new DpVarHider(log, effort, 10));
    byName.put("dp-par-1", new DpParHider(log, effort, 1));
    byName.put("dp-par-10", new DpParHider(log, effort, 10));
    byName.put("dp-timegan", new DpTimeGanHider(log, effort, 10));
  }

  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  Optional<Hider> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
