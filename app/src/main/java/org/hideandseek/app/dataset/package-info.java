/** Commands on clinical data: to get them and to make cohorts of them. */
package org.hideandseek.app.dataset;
