/** Speaks to a platform's API, as everybody's programs do. */
package org.hideandseek.app.client;
