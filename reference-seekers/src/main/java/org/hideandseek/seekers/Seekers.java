package org.hideandseek.seekers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.seekers.calibrated.CalibratedSeeker;
import org.hideandseek.seekers.calibrated.Calibration;
import org.hideandseek.seekers.hybrid.HybridSeeker;
import org.hideandseek.seekers.montecarlo.MonteCarloSeeker;
import org.hideandseek.seekers.nearest.NearestSeeker;
import org.hideandseek.seekers.pattern.PatternSeeker;

/** All seekers of this module by name. */
final class Seekers {
  private final Map<String, Seeker> byName = new LinkedHashMap<>();

  Seekers() {
    byName.put("random", new RandomSeeker());
    byName.put("nearest", new NearestSeeker());
    byName.put("pattern", new PatternSeeker());
    byName.put("hybrid", new HybridSeeker());
    byName.put("monte-carlo", new MonteCarloSeeker());
    byName.put("calibrated", new CalibratedSeeker(Calibration.DIFFERENCE));
    byName.put("calibrated-gan-leaks", new CalibratedSeeker(Calibration.GAN_LEAKS));
  }

  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  Optional<Seeker> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
