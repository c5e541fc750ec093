package org.hideandseek.platform.dump;

import java.util.List;

/**
 * What came out of verifying a dump.
 *
 * @param challenge its name
 * @param root digest of all commitments, to be compared with what was published at the opening
 * @param logHead digest behind the last submission, likewise
 * @param checks what was looked at
 * @param differences a sentence each; none if everything is confirmed
 */
public record Verification(
    String challenge, String root, String logHead, List<Check> checks, List<String> differences) {

  public Verification {
    checks = List.copyOf(checks);
    differences = List.copyOf(differences);
  }

  public boolean confirmed() {
    return differences.isEmpty();
  }

  /**
   * One kind of thing that was looked at.
   *
   * @param what in the plural
   * @param checked how many
   * @param wrong how many of them are not what they should be
   */
  public record Check(String what, int checked, int wrong) {}
}
