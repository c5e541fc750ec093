/** All that the referee found about one match and about one release: pages, JSON and CSV. */
package org.hideandseek.web.report;
