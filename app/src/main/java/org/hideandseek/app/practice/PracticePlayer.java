package org.hideandseek.app.practice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.hideandseek.app.CommandException;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.zip.Zip2020;
import org.hideandseek.platform.zip.ZipArchive;
import org.hideandseek.sandbox.ImageId;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.Sandbox;

/**
 * A player on this machine.
 *
 * @param image in which it runs
 * @param zip of a player in the format of 2020
 */
public record PracticePlayer(ImageId image, Optional<Path> zip) {

  /** A player by what its owner typed: an image as the engine knows it, or a ZIP. */
  public static PracticePlayer find(Sandbox sandbox, PlayerRole role, String typed)
      throws IOException, ImageRefusedException {
    return isZip(typed)
        ? zip(sandbox, role, Path.of(typed))
        : new PracticePlayer(sandbox.find(typed), Optional.empty());
  }

  /** A player by its file: an image archive, or a ZIP. */
  public static PracticePlayer load(Sandbox sandbox, PlayerRole role, Path file)
      throws IOException, ImageRefusedException {
    return isZip(file.toString())
        ? zip(sandbox, role, file)
        : new PracticePlayer(sandbox.load(file), Optional.empty());
  }

  private static boolean isZip(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(".zip");
  }

  private static PracticePlayer zip(Sandbox sandbox, PlayerRole role, Path file)
      throws IOException, ImageRefusedException {
    if (!Files.isRegularFile(file) || !Zip2020.is(file)) {
      throw new CommandException(file + " is not a ZIP, or there is no such file.");
    }
    ZipArchive.check(file, role);
    return new PracticePlayer(Zip2020.image(sandbox), Optional.of(file));
  }
}
