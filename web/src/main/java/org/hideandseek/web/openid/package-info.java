/** Log-ins at an OpenID provider: what is asked of it, and whether its answer is its own. */
package org.hideandseek.web.openid;
