/** How the answers for programs are written: JSON and CSV. */
package org.hideandseek.web.api;
