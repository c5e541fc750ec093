package org.hideandseek.platform.audience;

import org.hideandseek.platform.rescore.RescoreStore;
import org.hideandseek.platform.steering.SteeringStore;

/**
 * Where what organisers did is kept.
 *
 * @param steering what they said and changed
 * @param rescores when they had all scores computed again
 */
public record Steered(SteeringStore steering, RescoreStore rescores) {}
