/** Who did what when: the log that administrators read. */
package org.hideandseek.platform.journal;
