package org.hideandseek.challenges.commitment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.challenges.split.Split;
import org.hideandseek.challenges.split.SplitSizes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Holds the canonical form to what the machine's {@code sha256sum} computes of it. */
final class CommitmentsTest {
  private static final Salt SALT = Salt.parse("0123456789abcdef".repeat(4));
  private static final Split SPLIT =
      new Split(
          new int[] {7, 0, 12}, new boolean[] {true, false, true}, new int[] {3}, new int[] {5, 4});

  @TempDir private Path folder;

  @Test
  void aCommitmentIsWhatSha256sumSaysOfTheSaltWithTheContentBehindIt() throws Exception {
    byte[] content = "Grüße\n".getBytes(UTF_8);
    Path file = folder.resolve("file");
    Files.write(file, HexFormat.of().parseHex(SALT.hex()));
    Files.write(file, content, java.nio.file.StandardOpenOption.APPEND);
    Commitment commitment = Commitment.to("overview.md", SALT, content);
    assertThat(sha256sum(file)).startsWith(commitment.sha256() + "  ");
    assertThat(commitment.opensWith(SALT, content)).isTrue();
    assertThat(commitment.opensWith(SALT, "Grüsse\n".getBytes(UTF_8))).isFalse();
    assertThat(commitment.opensWith(Salt.parse("00".repeat(32)), content)).isFalse();
  }

  @Test
  void theRootIsWhatSha256sumSaysOfTheSortedList() throws Exception {
    Commitments commitments =
        new Commitments(
            List.of(
                Commitment.to("split-2", SALT, new byte[] {2}),
                Commitment.to("seed", SALT, new byte[] {3}),
                Commitment.to("split-10", SALT, new byte[] {1})));
    assertThat(commitments.text().lines().map(line -> line.substring(66)))
        .containsExactly("seed", "split-10", "split-2");
    Path file = folder.resolve("list");
    Files.writeString(file, commitments.text());
    assertThat(sha256sum(file)).startsWith(commitments.root() + "  ");
  }

  @Test
  void patientsAreWhatSha256sumPrintsOfTheirFiles() throws Exception {
    for (String file :
        List.of("lengths.npy", "schema.json", "statics.npy", "times.npy", "values.npy")) {
      Files.writeString(folder.resolve(file), "content of " + file);
    }
    String printed =
        run("sha256sum", "lengths.npy", "schema.json", "statics.npy", "times.npy", "values.npy");
    assertThat(new String(Items.patients(folder, folder), UTF_8)).isEqualTo(printed);
  }

  @Test
  void aSplitIsALineForEachPatientInItsOrder() {
    assertThat(new String(Items.split(SPLIT), UTF_8))
        .isEqualTo(
            """
            candidate 7 member
            candidate 0 non-member
            candidate 12 member
            reference 3
            holdout 5
            holdout 4
            """);
  }

  @Test
  void anotherCoinOrPositionIsAnotherSplit() {
    Split drawn = Split.draw(SecretSeed.guessable(1), 60, new SplitSizes(20, 5, 10));
    boolean[] coins = drawn.member().clone();
    coins[11] = !coins[11];
    assertThat(
            Items.split(new Split(drawn.candidates(), coins, drawn.reference(), drawn.holdout())))
        .isNotEqualTo(Items.split(drawn));
  }

  @Test
  void theSeedIsItsDigits() {
    SecretSeed seed = SecretSeed.guessable(1);
    assertThat(new String(Items.seed(seed), UTF_8)).isEqualTo(seed.hex() + "\n");
  }

  @Test
  void everyEntryFollowsFromAllBeforeIt() throws Exception {
    String root = "ab".repeat(32);
    List<EntryLog.Link> links = EntryLog.of(root, List.of("one", "zwölf"));
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    String first = HexFormat.of().formatHex(sha256.digest((root + "\none\n").getBytes(UTF_8)));
    String second = HexFormat.of().formatHex(sha256.digest((first + "\nzwölf\n").getBytes(UTF_8)));
    assertThat(links).extracting(EntryLog.Link::sha256).containsExactly(first, second);
    assertThat(EntryLog.head(root, links)).isEqualTo(second);
    assertThat(EntryLog.head(root, List.of())).isEqualTo(root);
    assertThat(EntryLog.of(root, List.of("eins", "zwölf")).get(1).sha256()).isNotEqualTo(second);
  }

  @Test
  void saltsAreDrawnAndNeverPrinted() {
    Salt salt = Salt.draw(new SecureRandom());
    assertThat(salt).isNotEqualTo(Salt.draw(new SecureRandom())).isEqualTo(Salt.parse(salt.hex()));
    assertThat(SealedItem.of("seed", salt, new byte[0]).toString()).doesNotContain(salt.hex());
    assertThatThrownBy(() -> Salt.parse("ab")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void noItemCanNameAnotherFolder() {
    assertThatThrownBy(() -> new Commitment("../seed", "ab".repeat(32)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () ->
                new Commitments(
                    List.of(
                        new Commitment("seed", "ab".repeat(32)),
                        new Commitment("seed", "cd".repeat(32)))))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private String sha256sum(Path file) throws IOException, InterruptedException {
    return run("sha256sum", file.getFileName().toString());
  }

  private String run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).directory(folder.toFile()).start();
    String printed = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return printed;
  }
}
