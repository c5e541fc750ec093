/**
 * The challenges that come with the project, made from public tables in the resources. One class a
 * challenge says who is in it, what is measured, and how each value is taken from the tables.
 */
package org.hideandseek.challenges.builtin;
