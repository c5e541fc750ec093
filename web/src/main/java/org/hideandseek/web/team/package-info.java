/** Teams. */
package org.hideandseek.web.team;
