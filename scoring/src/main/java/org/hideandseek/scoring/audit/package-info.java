/**
 * The statistics of the audit before a challenge opens: whether anything but a release could tell
 * members from non-members, and what else would give patients away.
 */
package org.hideandseek.scoring.audit;
