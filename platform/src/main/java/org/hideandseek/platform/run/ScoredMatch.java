package org.hideandseek.platform.run;

import org.hideandseek.platform.report.MatchReport;

/**
 * A match with all that is told about it.
 *
 * @param result what boards are made of
 * @param report the rest, with its uncertainty
 */
public record ScoredMatch(MatchResult result, MatchReport report) {}
