/** What an operator watches, for Prometheus. */
package org.hideandseek.web.metrics;
