/**
 * What each audience of the competition may see and do; one class for each, whose comment is the
 * disclosure policy.
 */
package org.hideandseek.platform.audience;
