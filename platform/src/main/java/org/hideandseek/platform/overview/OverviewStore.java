package org.hideandseek.platform.overview;

import java.util.List;
import java.util.Map;

/** Reads a challenge's numbers. */
public interface OverviewStore {
  /** Its runs by kind and state; pairs without runs are left out. */
  List<RunCount> counts(String challenge);

  /** What is being played, the oldest first, 50 at most. */
  List<UnderWay> underWay(String challenge);

  /** By submission: what failed of its own runs. In a match that is the seeker's. */
  Map<Long, Trouble> troubles(String challenge);

  /** What its runs have cost, by kind and role. */
  List<Spent> spent(String challenge);
}
