/**
 * What a hider that adds noise may promise: the epsilon of differential privacy by accounting. It
 * lies here so that players and the referee count alike.
 */
package org.hideandseek.challenges.accounting;
