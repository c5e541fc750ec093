package org.hideandseek.platform.run;

import org.hideandseek.platform.blob.BlobId;

/**
 * The scores of a match, as in {@code org.hideandseek.scoring.privacy}.
 *
 * @param scores the seeker's scores, in the order in which it saw the candidates
 * @param members how many candidates were members
 * @param nonMembers how many were not
 * @param auc with ties half
 * @param aucLow lower end of the 95 % interval
 * @param aucHigh upper end
 * @param aucVariance squared standard error
 * @param tprAtFpr0001 true-positive rate at false-positive rate 0.001
 * @param tprAtFpr001 at 0.01
 * @param tprAtFpr01 at 0.1
 * @param accuracy of the labelling "as many as were members"; of a 2020 seeker, of its own labels
 * @param balancedAccuracy of the labelling "as many as were members"
 * @param scorer version of the scorer
 */
public record MatchResult(
    BlobId scores,
    int members,
    int nonMembers,
    double auc,
    double aucLow,
    double aucHigh,
    double aucVariance,
    double tprAtFpr0001,
    double tprAtFpr001,
    double tprAtFpr01,
    double accuracy,
    double balancedAccuracy,
    String scorer) {}
