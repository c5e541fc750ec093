package org.hideandseek.platform.overview;

import java.time.Instant;
import org.hideandseek.platform.run.Run;

/**
 * A run that is being played.
 *
 * @param run what it plays
 * @param since when this attempt began
 */
public record UnderWay(Run run, Instant since) {}
