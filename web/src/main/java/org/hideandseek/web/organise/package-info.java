/** What organisers see of their challenges and do to them, as pages and for programs. */
package org.hideandseek.web.organise;
