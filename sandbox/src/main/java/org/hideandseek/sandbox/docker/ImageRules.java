package org.hideandseek.sandbox.docker;

import java.util.List;
import org.hideandseek.sandbox.ImageRefusedException;

/** Which images this platform runs. */
final class ImageRules {

  private ImageRules() {}

  /**
   * What the rules look at.
   *
   * @param os such as {@code linux}
   * @param architecture such as {@code amd64}
   * @param hasProgram whether it says what to run
   * @param volumes folders that the engine would make writable without a limit
   */
  record Facts(String os, String architecture, boolean hasProgram, List<String> volumes) {}

  static void check(Facts image, String architecture) throws ImageRefusedException {
    if (!image.os().equals("linux") || !image.architecture().equals(architecture)) {
      throw new ImageRefusedException(
          "The image is for "
              + Words.printable(image.os())
              + "/"
              + Words.printable(image.architecture())
              + ", but this platform runs linux/"
              + architecture
              + "; build it with --platform linux/"
              + architecture);
    }
    if (!image.volumes().isEmpty()) {
      throw new ImageRefusedException(
          "The image declares a volume at "
              + Words.printable(image.volumes().get(0))
              + ", which no limit could hold; remove VOLUME from its Dockerfile and from its base"
              + " image");
    }
  }

  /** An image that runs by itself, as a submission's must. */
  static void checkSubmission(Facts image, String architecture) throws ImageRefusedException {
    check(image, architecture);
    if (!image.hasProgram()) {
      throw new ImageRefusedException(
          "The image says nothing to run; give it an ENTRYPOINT or a CMD");
    }
  }
}
