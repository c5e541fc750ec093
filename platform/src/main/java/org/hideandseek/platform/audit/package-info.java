/**
 * The audit before a challenge opens: it lays out what players would be given and looks for
 * anything in it, but a release, that tells members from non-members.
 */
package org.hideandseek.platform.audit;
