package org.hideandseek.platform.submission;

import java.util.Optional;
import org.hideandseek.platform.submission.QuotaUse.Exhausted;

/**
 * What became of an entry.
 *
 * @param id its number; empty if it was not taken
 * @param exhausted the limit that it would have broken; empty if it was taken, if the name is
 *     taken, and if the challenge is closed
 */
public record Entered(Optional<SubmissionId> id, Optional<Exhausted> exhausted) {}
