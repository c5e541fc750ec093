/**
 * Controls: hiders that no challenge should let win. Copies have to be caught by the seekers,
 * shuffled rows and constants have to fail the utility gate.
 */
package org.hideandseek.hiders.control;
