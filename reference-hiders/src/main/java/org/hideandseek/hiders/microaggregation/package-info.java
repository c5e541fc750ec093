/**
 * Microaggregation: members are put into groups of at least k that are alike, and all members of a
 * group are released as the same average.
 */
package org.hideandseek.hiders.microaggregation;
