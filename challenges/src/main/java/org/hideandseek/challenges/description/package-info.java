/**
 * What a cohort looks like, in numbers that are found in one pass and in memory that does not grow
 * with it. They are about private patients where the cohort is private.
 */
package org.hideandseek.challenges.description;
