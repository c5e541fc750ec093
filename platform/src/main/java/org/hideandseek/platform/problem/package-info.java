/** What goes wrong for people: a code, and one sentence that says what, which and what to do. */
package org.hideandseek.platform.problem;
