/**
 * Executions of containers: what is to be played, the durable queue of it, and the workers that
 * take from it.
 */
package org.hideandseek.platform.run;
