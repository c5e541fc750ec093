/**
 * What shows an operator how a node fares: whether what it needs works, and its runs in numbers.
 */
package org.hideandseek.platform.watch;
