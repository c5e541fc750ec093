/**
 * The referee: how well seekers tell members from non-members ({@code privacy}), what a release is
 * still good for ({@code utility}), and who stands where ({@code ranking}). Pure functions on
 * arrays: no files, no clock, every random draw follows from a seed that the caller gives.
 */
package org.hideandseek.scoring;
