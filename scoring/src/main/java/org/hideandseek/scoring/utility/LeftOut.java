package org.hideandseek.scoring.utility;

import org.hideandseek.challenges.bundle.Facet;

/**
 * A component that does not count, and why.
 *
 * @param facet what it would belong to
 * @param name what would have been compared
 * @param reason a clause for people
 */
public record LeftOut(Facet facet, String name, String reason) {}
