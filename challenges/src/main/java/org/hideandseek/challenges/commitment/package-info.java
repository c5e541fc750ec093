/**
 * Commitments: what is secret while a challenge is open is fixed in public by SHA-256 of a salt and
 * the content, in a form that anybody can compute again with {@code sha256sum}.
 */
package org.hideandseek.challenges.commitment;
