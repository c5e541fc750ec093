package org.hideandseek.seekers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.seekers.logan.LoganSeeker;
import org.hideandseek.seekers.nearest.NearestSeeker;

/** All seekers of this module by name. */
final class Seekers {
  private final Map<String, Seeker> byName = new LinkedHashMap<>();

  Seekers() {
    byName.put("random", new RandomSeeker());
    byName.put("nearest", new NearestSeeker());
    byName.put("logan", new LoganSeeker(1));
  }

  List<String> names() {
    return List.copyOf(byName.keySet());
  }

  Optional<Seeker> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }
}
