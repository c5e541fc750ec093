package org.hideandseek.platform.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.hideandseek.challenges.cohort.Schema;
import org.hideandseek.challenges.contract.CohortFiles;
import org.hideandseek.challenges.contract.InputFolders;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.challenges.split.Split;
import org.hideandseek.challenges.split.SplitSizes;
import org.hideandseek.platform.challenge.OpenChallenge;
import org.hideandseek.platform.challenge.PatientFolders;
import org.hideandseek.platform.play.Inputs;
import org.hideandseek.platform.play.Sight;
import org.hideandseek.platform.run.MatchCandidates;

/**
 * What players of a challenge would see, in folders, with the truth beside it.
 *
 * @param schema of all cohorts
 * @param published the public patients
 * @param secret the private patients
 * @param people who of the private patients are the same person
 * @param splits one after the other
 */
record Exhibit(Schema schema, Path published, Path secret, People people, List<OfSplit> splits) {

  /** How many matches of a split are laid out: enough to compare the orders of two. */
  private static final int MATCHES = 2;

  /**
   * What is seen of a split.
   *
   * @param number from 1
   * @param drawn the truth
   * @param hider what every hider sees
   * @param seekers what two seekers see
   * @param reference patients who are never members; what seekers see where they are given it
   * @param holdout patients against whom utility is measured
   */
  record OfSplit(
      int number, Split drawn, Seen hider, List<Seen> seekers, Path reference, Path holdout) {}

  /**
   * What one container sees.
   *
   * @param in its {@code /in}
   * @param folder of the patients in it
   * @param seed that the container is given
   * @param patients positions of its patients in the private patients, in their order
   * @param member for each, whether it is a member
   * @param besides how many patients each other cohort has, by the path of its folder in {@code in}
   */
  record Seen(
      Path in,
      String folder,
      int seed,
      int[] patients,
      boolean[] member,
      Map<String, Integer> besides) {
    Path cohort() {
      return in.resolve(folder);
    }
  }

  /**
   * Lays out for the first hider and its first matches what their runs would get, by the code that
   * does it for the runs.
   *
   * @param to an empty folder
   */
  static Exhibit layOut(OpenChallenge challenge, PatientFolders patients, Path to)
      throws IOException {
    Schema schema = patients.schema(challenge.name());
    Path secret = patients.secret(challenge.name());
    SplitSizes sizes = challenge.definition().splits().sizes();
    List<OfSplit> splits = new ArrayList<>();
    for (int number = 1; number <= challenge.definition().splits().count(); number++) {
      Split drawn = patients.split(challenge, number);
      Path folder = Files.createDirectory(to.resolve("split-" + number));
      SecretSeed hiding = challenge.releaseSeed(number, 1);
      Path hiderIn = folder.resolve("hider");
      Sight.ofHider(
              hiding.forContainer(),
              challenge.definition().hiders(),
              sizes.records(),
              schema,
              Inputs.folder(patients.members(challenge, number)))
          .layOut(hiderIn);
      int[] members = drawn.members();
      boolean[] all = new boolean[members.length];
      Arrays.fill(all, true);
      Besides besides = Besides.of(challenge, patients, number, drawn);
      List<Seen> seekers = new ArrayList<>();
      for (int seeker = 1; seeker <= MATCHES; seeker++) {
        SecretSeed seeking = challenge.matchSeed(number, 1, seeker);
        MatchCandidates match = MatchCandidates.of(drawn, seeking);
        Path in = folder.resolve("seeker-" + seeker);
        Sight.ofSeeker(
                seeking.forContainer(),
                challenge.definition().seekers(),
                match.patients().length,
                schema,
                Inputs.selection(secret, schema, match.patients()))
            .with(besides.known())
            .layOut(in);
        seekers.add(
            new Seen(
                in,
                InputFolders.CANDIDATES,
                seeking.forContainer(),
                match.patients(),
                match.member(),
                besides.sizes()));
      }
      Path reference = seekers.get(0).in().resolve(InputFolders.REFERENCE);
      if (!besides.sizes().containsKey(InputFolders.REFERENCE)) {
        reference = folder.resolve(InputFolders.REFERENCE);
        CohortFiles.select(secret, schema, drawn.reference(), reference);
      }
      splits.add(
          new OfSplit(
              number,
              drawn,
              new Seen(
                  hiderIn, InputFolders.MEMBERS, hiding.forContainer(), members, all, Map.of()),
              seekers,
              reference,
              patients.holdout(challenge, number)));
    }
    return new Exhibit(
        schema, patients.published(challenge.name()), secret, patients.people(challenge), splits);
  }
}
