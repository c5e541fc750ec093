/**
 * What a release is still good for: skills between what a trivial release achieves (0) and what the
 * real members achieve (1), all measured against holdout patients that neither has seen.
 */
package org.hideandseek.scoring.utility;
