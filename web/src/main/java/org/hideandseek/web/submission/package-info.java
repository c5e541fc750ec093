/** A submission's own page, and the upload of one. */
package org.hideandseek.web.submission;
