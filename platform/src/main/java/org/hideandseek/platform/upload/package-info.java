/** Uploads that can be resumed: what is known of each, its lease and its end. */
package org.hideandseek.platform.upload;
