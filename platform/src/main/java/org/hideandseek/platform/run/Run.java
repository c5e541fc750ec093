package org.hideandseek.platform.run;

import java.util.Optional;
import org.hideandseek.sandbox.ImageId;

/**
 * What a worker took from the queue.
 *
 * @param id its number
 * @param challenge the challenge's name
 * @param kind what it is for
 * @param split which split, or which shadow, from 1; 0 for a check
 * @param hider the hider's image; empty in a seeker's check
 * @param seeker the seeker's image; empty in a hider's check, in a release and in a shadow
 * @param attempt how often it was started, this time included
 */
public record Run(
    RunId id,
    String challenge,
    RunKind kind,
    int split,
    Optional<ImageId> hider,
    Optional<ImageId> seeker,
    int attempt) {}
