/**
 * Hiders as a participant would write them: they read the members of one split from {@code /in} and
 * write synthetic patients to {@code /out}. A hider is a {@link org.hideandseek.hiders.Hider} that
 * {@link org.hideandseek.hiders.Hiders} knows by name; what hiders of one family share lies in that
 * family's package.
 */
package org.hideandseek.hiders;
