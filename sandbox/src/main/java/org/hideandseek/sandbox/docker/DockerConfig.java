package org.hideandseek.sandbox.docker;

import java.util.Optional;

/**
 * How to reach the engine and what to leave there.
 *
 * @param owner marks every container and volume of this installation, so that what a dead process
 *     left can be found again: letters, digits, '-' and '_'
 * @param host such as {@code unix:///run/podman/podman.sock}; empty for the environment's {@code
 *     DOCKER_HOST}, else {@code unix:///var/run/docker.sock}
 * @param holderImage an image on the engine with {@code sh}, GNU coreutils and findutils, which
 *     keeps {@code /out} alive after a run; it sees no input
 */
public record DockerConfig(String owner, Optional<String> host, String holderImage) {

  public DockerConfig {
    if (!owner.matches("[A-Za-z0-9_-]{1,60}")) {
      throw new IllegalArgumentException(
          "owner " + owner + " has characters other than letters, digits, '-' and '_'");
    }
    host.ifPresent(
        address -> {
          if (!address.matches("(unix|tcp|npipe)://.+")) {
            throw new IllegalArgumentException(
                "the engine's address must begin with unix:// or tcp://, not be " + address);
          }
        });
    if (holderImage.isBlank()) {
      throw new IllegalArgumentException("the holder image must have a name");
    }
  }
}
