/**
 * Audits of one release beside the matches: what it tells of the attributes of its members, and
 * whether it gives away unusual patients who were planted among them.
 */
package org.hideandseek.scoring.disclosure;
