/**
 * Invented stays in intensive care, as many as one likes, each from a seed of its own: for
 * practice, for tests, and to see what a cohort of a million does. Model, parameters and limits are
 * in {@code docs/simulation.md}.
 */
package org.hideandseek.challenges.simulation;
