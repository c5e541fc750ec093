/**
 * What one match says about privacy: how well a seeker's scores tell the members from the
 * non-members. Orientation is never flipped: a seeker that is worse than chance stays so.
 */
package org.hideandseek.scoring.privacy;
