/**
 * The sandbox on Docker Engine, or on Podman's Docker-compatible socket.
 *
 * <p>A run costs the engine six calls: create, start, wait, inspect, logs, remove. What a container
 * leaves in {@code /out} never touches a disk and never passes the engine's archive call: {@code
 * /out} is a tmpfs volume that a small, equally powerless container, the <em>holder</em>, keeps
 * mounted from run to run. The holder lists, hands over and empties {@code /out} on command, over
 * one attached stream; when this process dies, the stream ends and so does the holder.
 */
package org.hideandseek.sandbox.docker;
