/**
 * Audits of one hider for organisers, as runs of their own beside the matches: what its release
 * discloses of its members' attributes, and of unusual patients who are planted among them.
 */
package org.hideandseek.app.disclosure;
