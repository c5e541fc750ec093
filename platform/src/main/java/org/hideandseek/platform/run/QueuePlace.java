package org.hideandseek.platform.run;

import java.time.Duration;
import java.util.Optional;

/**
 * Where a submission's next run stands in the queue.
 *
 * @param run the run
 * @param before how many runs are started before it
 * @param expectedWait how long it is expected to wait; empty where no run of a kind before it has
 *     ended yet
 */
public record QueuePlace(RunId run, int before, Optional<Duration> expectedWait) {}
