package org.hideandseek.sandbox.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hideandseek.sandbox.OutputRule;
import org.junit.jupiter.api.Test;

class OutListingTest {
  private static final OutputRule RELEASE =
      new OutputRule(Map.of("release/values.npy", 100L, "release/times.npy", 50L));
  private static final OutEntry FOLDER = new OutEntry("release", 'd', 2, 0755, 40);
  private static final OutEntry VALUES = new OutEntry("release/values.npy", 'f', 1, 0644, 100);
  private static final OutEntry TIMES = new OutEntry("release/times.npy", 'f', 1, 0600, 0);

  @Test
  void exactlyWhatTheRuleNames_isAccepted() {
    assertThat(refusal(FOLDER, VALUES, TIMES)).isEmpty();
  }

  @Test
  void oneByteMore_isRefusedByNameAndNumbers() {
    OutEntry larger = new OutEntry("release/values.npy", 'f', 1, 0644, 101);

    assertThat(refusal(FOLDER, larger, TIMES))
        .contains("left 101 bytes in /out/release/values.npy, more than the 100 allowed");
  }

  @Test
  void theFirstMissingFile_isNamed() {
    assertThat(refusal(FOLDER, VALUES)).contains("wrote no /out/release/times.npy");
    assertThat(refusal()).contains("wrote no /out/release/times.npy");
  }

  @Test
  void anOptionalFile_mayBeMissingButNotLarge() {
    OutputRule rule =
        new OutputRule(Map.of("claim.json", 10L, "scores.npy", 20L), Set.of("claim.json"));
    OutEntry scores = new OutEntry("scores.npy", 'f', 1, 0644, 20);
    OutEntry claim = new OutEntry("claim.json", 'f', 1, 0644, 10);

    assertThat(listing(scores).refusal(rule, "")).isEmpty();
    assertThat(listing(scores, claim).refusal(rule, "")).isEmpty();
    assertThat(listing(claim).refusal(rule, "")).contains("wrote no /out/scores.npy");
    assertThat(listing(scores, new OutEntry("claim.json", 'f', 1, 0644, 11)).refusal(rule, ""))
        .contains("left 11 bytes in /out/claim.json, more than the 10 allowed");
  }

  @Test
  void aMissingFileWhereNothingMoreFits_isExplained() {
    OutListing full = new OutListing(List.of(FOLDER, VALUES), 4095, 10);

    assertThat(full.refusal(RELEASE, "1 MiB and 3 files"))
        .contains(
            "wrote no /out/release/times.npy; /out is full to its limit of 1 MiB and 3 files");
  }

  @Test
  void outIsFull_whereNoPageOrNoFileIsLeft() {
    assertThat(new OutListing(List.of(), 4096, 1).full()).isFalse();
    assertThat(new OutListing(List.of(), 4095, 1).full()).isTrue();
    assertThat(new OutListing(List.of(), 4096, 0).full()).isTrue();
  }

  @Test
  void everyKindButAFile_isRefusedByItsKind() {
    assertThat(refusal(FOLDER, TIMES, kind('l'))).get().asString().contains("a symbolic link");
    assertThat(refusal(FOLDER, TIMES, kind('p')))
        .contains("left a pipe at /out/release/values.npy, which must be a file");
    assertThat(refusal(FOLDER, TIMES, kind('s'))).get().asString().contains("a socket");
    assertThat(refusal(FOLDER, TIMES, kind('c'))).get().asString().contains("a device");
    assertThat(refusal(FOLDER, TIMES, kind('D'))).get().asString().contains("that is no file");
  }

  @Test
  void aFileWithTwoNames_isRefused() {
    OutEntry twice = new OutEntry("release/values.npy", 'f', 2, 0644, 10);

    assertThat(refusal(FOLDER, TIMES, twice)).get().asString().contains("a hard link");
  }

  @Test
  void aFileInAFoldersPlace_isRefused() {
    assertThat(refusal(new OutEntry("release", 'f', 1, 0644, 0)))
        .contains(
            "left a file at /out/release, but may leave only release/times.npy,"
                + " release/values.npy");
  }

  @Test
  void aFolderThatLeadsNowhere_isRefused() {
    assertThat(refusal(FOLDER, VALUES, TIMES, new OutEntry("release/x", 'd', 2, 0755, 0)))
        .get()
        .asString()
        .startsWith("left the folder /out/release/x");
  }

  @Test
  void whereNothingMayBeLeft_anythingIsRefused() {
    OutputRule nothing = new OutputRule(Map.of());

    assertThat(listing(new OutEntry("x", 'f', 1, 0644, 0)).refusal(nothing, ""))
        .contains("left a file at /out/x, but may leave nothing there");
    assertThat(listing().refusal(nothing, "")).isEmpty();
  }

  @Test
  void theDepthOfARule_isThatOfItsDeepestFile() {
    assertThat(OutListing.depth(RELEASE)).isEqualTo(2);
    assertThat(OutListing.depth(new OutputRule(Map.of("scores.npy", 1L)))).isEqualTo(1);
    assertThat(OutListing.depth(new OutputRule(Map.of()))).isZero();
  }

  private static OutEntry kind(char type) {
    return new OutEntry("release/values.npy", type, 1, 0644, 0);
  }

  private static OutListing listing(OutEntry... entries) {
    return new OutListing(List.of(entries), 1 << 20, 10);
  }

  private static Optional<String> refusal(OutEntry... entries) {
    return listing(entries).refusal(RELEASE, "");
  }
}
