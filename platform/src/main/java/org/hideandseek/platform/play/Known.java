package org.hideandseek.platform.play;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.hideandseek.challenges.contract.InputFolders;

/**
 * What a seeker is given besides release and candidates.
 *
 * @param cohorts by the path of their folder under {@code /in}
 */
public record Known(Map<String, Inputs> cohorts) {
  public static final Known NOTHING = new Known(Map.of());

  public Known {
    cohorts = Collections.unmodifiableMap(new TreeMap<>(cohorts));
  }

  /** The same with a sample of the population. */
  public Known withReference(Inputs patients) {
    return with(Map.of(InputFolders.REFERENCE, patients));
  }

  /**
   * The same with one more shadow.
   *
   * @param number from 1
   * @param members what the hider learned from
   * @param nonMembers whom it did not learn from
   * @param release what it made of its members
   */
  public Known withShadow(int number, Inputs members, Inputs nonMembers, Inputs release) {
    String folder = InputFolders.shadow(number) + "/";
    return with(
        Map.of(
            folder + InputFolders.MEMBERS, members,
            folder + InputFolders.NON_MEMBERS, nonMembers,
            folder + InputFolders.RELEASE, release));
  }

  private Known with(Map<String, Inputs> more) {
    Map<String, Inputs> all = new TreeMap<>(cohorts);
    all.putAll(more);
    return new Known(all);
  }
}
