/** The command {@code dataset}: gets, makes and describes cohorts. */
package org.hideandseek.app.dataset;
