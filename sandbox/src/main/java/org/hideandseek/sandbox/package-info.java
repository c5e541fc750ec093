/**
 * Runs strangers' containers: one image, on given inputs, under given limits, with nothing else in
 * reach.
 *
 * <p>{@link org.hideandseek.sandbox.Sandbox} is what the rest of the project sees; {@code docker}
 * holds the implementation for Docker Engine and for Podman's Docker-compatible socket. This
 * package knows no challenge and no competition.
 */
package org.hideandseek.sandbox;
