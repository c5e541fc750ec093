package org.hideandseek.app.practice;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.hideandseek.app.CommandException;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.CohortFolder;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.challenges.split.ShadowSplit;

/**
 * The patients of shadows: known ones, none of them in the split. Folders appear when asked for.
 */
final class PublicHalves {
  private final CohortFolder all;
  private final int[] positions;
  private final People people;
  private final SecretSeed seed;
  private final Path work;

  /**
   * Patients to halve.
   *
   * @param all holds them
   * @param positions which they are
   * @param seed draws the halves
   * @param work a folder for them
   */
  PublicHalves(CohortFolder all, int[] positions, SecretSeed seed, Path work) {
    this.all = all;
    this.positions = positions;
    this.people = all.people().select(positions);
    this.seed = seed;
    this.work = work;
  }

  /**
   * How a shadow's patients are divided.
   *
   * @throws CommandException if they are too few
   */
  ShadowSplit split(int number) {
    try {
      return ShadowSplit.draw(seed(number), people);
    } catch (IllegalArgumentException e) {
      throw new CommandException(
          "No shadows can be made, as "
              + e.getMessage()
              + "; make public_share larger, or take shadows off knowledge.");
    }
  }

  /** The seed of a hider's run on a shadow. */
  int seedOfHider(int number) {
    return seed(number).derive("hider").forContainer();
  }

  /** What a hider learns from. */
  Path members(int number) throws IOException {
    return laidOut("shadow-" + number + "-members", split(number).members());
  }

  /** The others. */
  Path nonMembers(int number) throws IOException {
    return laidOut("shadow-" + number + "-non-members", split(number).nonMembers());
  }

  /**
   * A shadow of a hider that releases people of whom none is a member or a non-member: the thirds
   * of the patients.
   *
   * @return folders of members, non-members and the release
   */
  List<Path> ofStrangers(int number) throws IOException {
    int third = people.patients() / 3;
    List<int[]> parts = people.deal(seed(number).derive("strangers"), third, third);
    return List.of(
        laidOut("strangers-" + number + "-members", parts.get(0)),
        laidOut("strangers-" + number + "-non-members", parts.get(1)),
        laidOut("strangers-" + number + "-release", parts.get(2)));
  }

  private SecretSeed seed(int number) {
    return seed.derive("shadow", number);
  }

  private Path laidOut(String name, int[] chosen) throws IOException {
    Path folder = work.resolve(name);
    if (!Files.exists(folder)) {
      CohortFiles.select(
          all.folder(),
          all.schema(),
          Arrays.stream(chosen).map(i -> positions[i]).toArray(),
          folder);
    }
    return folder;
  }
}
