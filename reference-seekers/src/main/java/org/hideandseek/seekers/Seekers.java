package org.hideandseek.seekers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.seekers.battery.Attack;
import org.hideandseek.seekers.battery.Attack.Unit;
import org.hideandseek.seekers.battery.Battery;
import org.hideandseek.seekers.calibrated.CalibratedSeeker;
import org.hideandseek.seekers.calibrated.Calibration;
import org.hideandseek.seekers.density.DensitySeeker;
import org.hideandseek.seekers.ensemble.EnsembleSeeker;
import org.hideandseek.seekers.hybrid.HybridSeeker;
import org.hideandseek.seekers.logan.LoganSeeker;
import org.hideandseek.seekers.montecarlo.MonteCarloSeeker;
import org.hideandseek.seekers.nearest.NearestSeeker;
import org.hideandseek.seekers.pattern.PatternSeeker;
import org.hideandseek.seekers.shadow.ShadowSeeker;

/** All seekers of this module by name. */
final class Seekers {
  private final Map<String, Seeker> byName = new LinkedHashMap<>();

  /**
   * The seekers.
   *
   * @param effort scales how long networks learn; 1 for what the README tells
   */
  Seekers(double effort) {
    byName.put("random", new RandomSeeker());
    byName.put("nearest", new NearestSeeker());
    byName.put("pattern", new PatternSeeker());
    byName.put("hybrid", new HybridSeeker());
    byName.put("monte-carlo", new MonteCarloSeeker());
    byName.put("density", DensitySeeker.density());
    byName.put("calibrated", new CalibratedSeeker(Calibration.DIFFERENCE));
    byName.put("calibrated-gan-leaks", new CalibratedSeeker(Calibration.GAN_LEAKS));
    byName.put("logan", new LoganSeeker(effort));
    byName.put("domias", DensitySeeker.domias());
    byName.put("domias-gaussian", DensitySeeker.domiasGaussian());
    byName.put("gen-lra", DensitySeeker.genLra());
    byName.put("dpi", DensitySeeker.dpi());
    Battery battery =
        new Battery(
            List.of(
                attack("nearest", Unit.DISTANCE),
                attack("pattern", Unit.SHARE),
                attack("hybrid", Unit.DISTANCE),
                attack("monte-carlo", Unit.SHARE),
                attack("density", Unit.DIFFERENCE)),
            List.of(
                attack("calibrated", Unit.DIFFERENCE),
                attack("domias", Unit.DIFFERENCE),
                attack("gen-lra", Unit.DIFFERENCE),
                attack("dpi", Unit.DIFFERENCE)));
    byName.put("shadow", new ShadowSeeker(battery));
    byName.put("ensemble", new EnsembleSeeker(battery));
  }

  private Attack attack(String name, Unit unit) {
    return new Attack(byName.get(name), unit);
  }

  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  Optional<Seeker> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
