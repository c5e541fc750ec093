package org.hideandseek.scoring.disclosure;

import org.hideandseek.scoring.Interval;

/**
 * How much better a release lets one attribute of its members be guessed than that of other people.
 * Success is minus the error in standard deviations for a number, and the share of right guesses
 * for a code.
 *
 * @param attribute which one
 * @param members patients of whom it is known
 * @param holdout likewise
 * @param onMembers mean success over these members
 * @param onHoldout mean success over these holdout patients
 * @param gap {@code onMembers - onHoldout}; 0 is chance
 * @param interval 95 %, of this attribute by itself
 * @param clear whether the gap is above 0 when all attributes are asked about at once: by an
 *     interval of {@code 1 - 0.05 / attributes}
 */
public record AttributeGap(
    Attribute attribute,
    int members,
    int holdout,
    double onMembers,
    double onHoldout,
    double gap,
    Interval interval,
    boolean clear) {}
