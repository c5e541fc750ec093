package org.hideandseek.scoring.disclosure;

import java.util.List;

/**
 * What a release tells of the attributes of its members.
 *
 * @param released how many patients the release has
 * @param members how many members were targets
 * @param holdout how many people were targets who are no members
 * @param gaps statics, then features, in the order of the schema
 * @param leftOut attributes of which nothing can be said
 */
public record AttributeReport(
    int released, int members, int holdout, List<AttributeGap> gaps, List<LeftOut> leftOut) {

  public AttributeReport {
    gaps = List.copyOf(gaps);
    leftOut = List.copyOf(leftOut);
  }

  /**
   * An attribute of which nothing can be said.
   *
   * @param attribute which one
   * @param reason the end of a sentence that begins with its name
   */
  public record LeftOut(Attribute attribute, String reason) {}
}
