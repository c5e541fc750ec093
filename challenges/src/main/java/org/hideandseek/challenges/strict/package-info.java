/**
 * Reading YAML and JSON that people write into records, strictly: an unknown key, a missing one or
 * a value of the wrong kind is refused in one sentence with file, line and what is right.
 */
package org.hideandseek.challenges.strict;
