package org.hideandseek.app.disclosure;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.hideandseek.app.practice.PracticePlayer;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.bundle.PlayerLimits;
import org.hideandseek.challenges.cohort.Cohort;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.CohortFolder;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.challenges.split.Split;
import org.hideandseek.challenges.split.SplitSizes;
import org.hideandseek.platform.play.Inputs;
import org.hideandseek.platform.play.Known;
import org.hideandseek.platform.play.Order;
import org.hideandseek.platform.play.Play;
import org.hideandseek.platform.play.Referee;
import org.hideandseek.platform.zip.ReturnedArrays;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.scoring.disclosure.Targets;

/**
 * One split of a challenge's private patients for an audit, of the size of a competition's. It is
 * none of a competition's own, as its seed is no secret.
 */
final class AuditSplit {
  private final Bundle bundle;
  private final SecretSeed secret;
  private final Path patients;
  private final Schema schema;
  private final People people;
  private final Split split;
  private final Known known;
  private int runs;

  /**
   * Lays it out.
   *
   * @param seed draws it and seeds the players
   * @param work a folder of its own
   */
  AuditSplit(Bundle bundle, long seed, Path work) throws IOException {
    this.bundle = bundle;
    this.secret = SecretSeed.guessable(seed).derive("disclosure");
    CohortFolder all = bundle.patients().onDisk(work.resolve("all"));
    int[] positions = bundle.challenge().shares(all.people()).secret();
    this.patients = work.resolve("private");
    all.select(positions, patients);
    this.schema = all.schema();
    this.people = all.people().select(positions);
    this.split = Split.draw(secret.derive("split"), people, sizes());
    Path reference = work.resolve("reference");
    select(split.reference(), reference);
    this.known =
        split.reference().length == 0
            ? Known.NOTHING
            : Known.NOTHING.withReference(Inputs.folder(reference));
  }

  Schema schema() {
    return schema;
  }

  SplitSizes sizes() {
    return bundle.challenge().splits().sizes();
  }

  /** Positions of the members among the private patients. */
  int[] members() {
    return split.members();
  }

  /** Positions of those who could have been members and are not, and of the holdout. */
  int[] others() {
    IntStream nonMembers =
        IntStream.range(0, split.candidates().length)
            .filter(i -> !split.member()[i])
            .map(i -> split.candidates()[i]);
    return IntStream.concat(nonMembers, Arrays.stream(split.holdout())).toArray();
  }

  /** Positions of the holdout. */
  int[] holdout() {
    return split.holdout();
  }

  /** A seed of its own for one use. */
  SecretSeed seed(String use) {
    return secret.derive(use);
  }

  /** Writes patients of these positions into a folder, in this order. */
  void select(int[] positions, Path to) throws IOException {
    CohortFiles.select(patients, schema, positions, to);
  }

  /**
   * Reads some of the patients of these positions, each subset as likely as any other.
   *
   * @param most how many
   * @param to a folder to put them into
   */
  Cohort read(int[] positions, int most, Path to) throws IOException {
    select(some(positions, most), to);
    return CohortFiles.read(to, schema);
  }

  /** As {@link #read}, with who of them is the same person. */
  Targets targets(int[] positions, int most, Path to) throws IOException {
    return new Targets(read(positions, most, to), people.select(some(positions, most)));
  }

  private int[] some(int[] positions, int most) {
    return Arrays.stream(secret.derive("some").permutation(positions.length))
        .limit(most)
        .map(i -> positions[i])
        .toArray();
  }

  /** Runs a hider; see {@link Referee#hide}. */
  Play hide(Referee referee, PracticePlayer hider, int records, Path members)
      throws IOException, ImageRefusedException {
    return referee.hide(order(hider, PlayerRole.HIDER), records, Inputs.folder(members));
  }

  /**
   * Runs a seeker on what a hider released, with the split's reference patients; see {@link
   * Referee#seek}.
   */
  Play seek(
      Referee referee,
      PracticePlayer seeker,
      PracticePlayer hider,
      Path released,
      int candidates,
      Path candidatePatients)
      throws IOException, ImageRefusedException {
    Inputs release = Inputs.folder(released);
    return referee.seek(
        order(seeker, PlayerRole.SEEKER),
        candidates,
        hider.zip().isPresent() && seeker.zip().isPresent()
            ? Inputs.withReturned(release, ReturnedArrays.in(released))
            : release,
        Inputs.folder(candidatePatients),
        known);
  }

  private Order order(PracticePlayer player, PlayerRole role) {
    runs++;
    PlayerLimits limits = bundle.challenge().limits(role);
    return new Order(
        role.word() + "-" + runs,
        player.image(),
        player.zip(),
        limits,
        secret.derive(role.word()).forContainer(),
        schema);
  }
}
