package org.hideandseek.platform.audience;

import java.util.Optional;
import org.hideandseek.platform.audience.SubmissionDetails.Choice;

/**
 * A submission in the list of its own team.
 *
 * @param summary what every list shows
 * @param choice what its team may choose now; empty where there is nothing to choose
 */
public record OwnSubmission(SubmissionSummary summary, Optional<Choice> choice) {}
