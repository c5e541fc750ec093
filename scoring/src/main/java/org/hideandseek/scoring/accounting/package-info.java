/**
 * What a hider that adds noise may promise: the epsilon of differential privacy by accounting, and
 * how exposed a planted record is.
 */
package org.hideandseek.scoring.accounting;
