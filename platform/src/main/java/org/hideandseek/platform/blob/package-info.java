/** Files by their content. */
package org.hideandseek.platform.blob;
