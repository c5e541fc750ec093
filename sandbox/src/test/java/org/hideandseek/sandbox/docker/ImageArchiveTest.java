package org.hideandseek.sandbox.docker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.ImageSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageArchiveTest {
  private static final String RUN = "\"Cmd\":[\"/seek\"]";
  private static final byte[] LAYER = ArchiveBuilder.layer("one");
  private static final byte[] OTHER = ArchiveBuilder.layer("two");
  private static final String CONFIG = ArchiveBuilder.config(RUN, LAYER);

  @TempDir Path folder;

  // What is accepted.

  @Test
  void whatDockerSaves_isReadAndItsIdComputed() throws Exception {
    ImageSummary summary = read(ArchiveBuilder.saved(CONFIG, "team/seeker:1", LAYER));

    assertThat(summary.id().value()).isEqualTo(ArchiveBuilder.sha256(CONFIG.getBytes(UTF_8)));
    assertThat(summary.architecture()).isEqualTo("amd64");
    assertThat(summary.layers()).isEqualTo(1);
  }

  @Test
  void aGzippedArchive_isReadLikeAPlainOne() throws Exception {
    Path file = ArchiveBuilder.saved(CONFIG, "a:1", LAYER).gzippedTo(folder.resolve("a"));

    assertThat(ImageArchive.read(file, "amd64").summary().layers()).isEqualTo(1);
    assertThat(rewritten(file)).containsKey("layer-0.tar");
  }

  @Test
  void anOciLayout_isReadThroughItsIndex() throws Exception {
    ImageSummary summary = read(oci(index(manifest(CONFIG, LAYER), "linux", "amd64")));

    assertThat(summary.id().value()).isEqualTo(ArchiveBuilder.sha256(CONFIG.getBytes(UTF_8)));
  }

  @Test
  void ofAnOciLayoutForTwoPlatforms_theEnginesIsTaken() throws Exception {
    String arm = CONFIG.replace("amd64", "arm64");
    byte[] armManifest = manifest(arm, LAYER);
    String both =
        "{\"manifests\":[%s,%s]}"
            .formatted(
                descriptor(manifest(CONFIG, LAYER), "linux", "amd64"),
                descriptor(armManifest, "linux", "arm64"));

    ImageSummary summary = read(oci(both).blobOf(armManifest).blobOf(arm.getBytes(UTF_8)));

    assertThat(summary.id().value()).isEqualTo(ArchiveBuilder.sha256(CONFIG.getBytes(UTF_8)));
  }

  @Test
  void anAttestation_isNoImage() throws Exception {
    byte[] attestation = "{\"attests\":1}".getBytes(UTF_8);
    String index =
        "{\"manifests\":[%s,%s]}"
            .formatted(
                descriptor(manifest(CONFIG, LAYER), "linux", "amd64"),
                descriptor(attestation, "unknown", "unknown"));

    assertThat(read(oci(index).blobOf(attestation)).layers()).isEqualTo(1);
  }

  @Test
  void aLayerThatIsALinkInsideTheArchive_isFollowed() throws Exception {
    String config = ArchiveBuilder.config(RUN, LAYER, OTHER, LAYER);
    Path file =
        new ArchiveBuilder()
            .file("l0/layer.tar", LAYER)
            .file("l1/layer.tar", OTHER)
            .symlink("l2/layer.tar", "../l0/layer.tar")
            .file("c.json", config)
            .file("manifest.json", manifestOf("l0/layer.tar", "l1/layer.tar", "l2/layer.tar"))
            .to(folder.resolve("a"));

    assertThat(ImageArchive.read(file, "amd64").summary().layers()).isEqualTo(3);
    Map<String, byte[]> sent = rewritten(file);
    assertThat(sent).containsOnlyKeys("config.json", "manifest.json", "layer-0.tar", "layer-1.tar");
    assertThat(new String(sent.get("manifest.json"), UTF_8))
        .contains("[\"layer-0.tar\",\"layer-1.tar\",\"layer-0.tar\"]");
  }

  // What the engine is given.

  @Test
  void theEngineIsGivenOnlyConfigurationAndLayersUnderOurName() throws Exception {
    Path file =
        ArchiveBuilder.saved(CONFIG, "hide-and-seek/python:1", LAYER)
            .file("repositories", "{\"hide-and-seek/python\":{\"1\":\"l0\"}}")
            .file("l0/json", "{\"id\":\"l0\"}")
            .to(folder.resolve("a"));

    Map<String, byte[]> sent = rewritten(file);

    assertThat(sent).containsOnlyKeys("config.json", "manifest.json", "layer-0.tar");
    assertThat(sent.get("config.json")).asString(UTF_8).isEqualTo(CONFIG);
    assertThat(sent.get("layer-0.tar")).isEqualTo(LAYER);
    assertThat(new String(sent.get("manifest.json"), UTF_8))
        .contains("\"RepoTags\":[\"ours:1\"]")
        .doesNotContain("python");
  }

  @Test
  void anArchiveThatChangedSinceItWasChecked_isNotSent() throws Exception {
    Path file = ArchiveBuilder.saved(CONFIG, "a:1", LAYER).to(folder.resolve("a"));
    ImageArchive archive = ImageArchive.read(file, "amd64");
    new ArchiveBuilder().file("other", "x").to(file);

    assertThatThrownBy(
            () -> {
              try (InputStream tar = archive.forEngine("ours:1")) {
                tar.readAllBytes();
              }
            })
        .isInstanceOf(IOException.class)
        .hasMessageContaining("changed");
  }

  // What is refused.

  @Test
  void somethingElse_isRefusedWithAdvice() {
    assertRefused(file("hello, I am a text".getBytes(UTF_8)), "docker save IMAGE -o FILE");
    assertRefused(file(new byte[0]), "it is no tar file");
    assertRefused(file(new byte[4096]), "it is no tar file");
    assertRefused(new ArchiveBuilder().file("readme", "x"), "neither a manifest.json nor");
  }

  @Test
  void anArchiveThatIsCutOff_isRefused() throws Exception {
    byte[] whole = ArchiveBuilder.saved(CONFIG, "a:1", new byte[100_000]).toBytes();

    for (int kept : new int[] {1100, 50_000, 100_000}) {
      assertRefused(file(Arrays.copyOf(whole, kept)), "cut off");
    }
  }

  @Test
  void aGzipThatIsCutOff_isRefused() throws Exception {
    Path file = ArchiveBuilder.saved(CONFIG, "a:1", LAYER).gzippedTo(folder.resolve("a"));
    byte[] whole = Files.readAllBytes(file);

    assertRefused(file(Arrays.copyOf(whole, whole.length / 2)), "cut off");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/etc/passwd", "../x", "a/../../x"})
  void anEntryOutsideOfTheArchive_isRefused(String name) {
    assertRefused(ArchiveBuilder.saved(CONFIG, "a:1", LAYER).file(name, "x"), "lies outside");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/var/lib/docker", "../../x"})
  void aLinkThatLeadsOutside_isRefused(String target) {
    assertRefused(ArchiveBuilder.saved(CONFIG, "a:1", LAYER).symlink("l/x", target), "outside");
  }

  @Test
  void linksThatLeadInACircle_areRefused() {
    assertRefused(
        new ArchiveBuilder()
            .symlink("a", "b")
            .symlink("b", "a")
            .file("c.json", CONFIG)
            .file("manifest.json", manifestOf("a")),
        "is missing");
  }

  @Test
  void twoEntriesOfOneName_areRefused() {
    assertRefused(
        ArchiveBuilder.saved(CONFIG, "a:1", LAYER).file("./l0//layer.tar", OTHER), "two entries");
  }

  @Test
  void devicesAndPipes_areRefused() {
    for (byte type : new byte[] {TarConstants.LF_CHR, TarConstants.LF_BLK, TarConstants.LF_FIFO}) {
      assertRefused(
          ArchiveBuilder.saved(CONFIG, "a:1", LAYER).special(type, "d", entry -> {}),
          "neither a file nor a link");
    }
  }

  @Test
  void noImageOrTwoImages_areRefused() {
    String one = "{\"Config\":\"c.json\",\"Layers\":[\"l\"]}";
    ArchiveBuilder two = new ArchiveBuilder().file("manifest.json", "[" + one + "," + one + "]");

    assertRefused(two, "it holds 2 images where there must be one");
    assertRefused(new ArchiveBuilder().file("manifest.json", "[]"), "it holds 0 images");
    assertRefused(new ArchiveBuilder().file("manifest.json", "{}"), "it holds 0 images");
  }

  @Test
  void brokenJson_isRefused() {
    assertRefused(new ArchiveBuilder().file("manifest.json", "[{"), "JSON that can't be read");
    assertRefused(
        new ArchiveBuilder().file("manifest.json", "[".repeat(100_000)), "JSON that can't be read");
    assertRefused(
        ArchiveBuilder.saved(CONFIG.replace("{\"arch", "{\"os\":\"linux\",\"arch"), "a:1", LAYER),
        "JSON that can't be read");
  }

  @Test
  void aMissingLayerOrConfiguration_isRefusedByName() {
    assertRefused(
        new ArchiveBuilder()
            .file("c.json", CONFIG)
            .file("manifest.json", manifestOf("gone/layer.tar")),
        "its layer gone/layer.tar is missing");
    assertRefused(
        new ArchiveBuilder().file("l", LAYER).file("manifest.json", manifestOf("l")),
        "its c.json is missing");
  }

  @Test
  void moreLayersThanTheConfigurationKnows_areRefused() {
    assertRefused(
        new ArchiveBuilder()
            .file("a", LAYER)
            .file("b", OTHER)
            .file("c.json", CONFIG)
            .file("manifest.json", manifestOf("a", "b")),
        "its image lists 2 layers but its configuration 1");
  }

  @Test
  void anOciBlobThatIsNotWhatItsNameSays_isRefused() {
    byte[] manifest = manifest(CONFIG, LAYER);
    String index = index(manifest, "linux", "amd64");

    assertRefused(
        new ArchiveBuilder()
            .file("index.json", index)
            .file(ArchiveBuilder.blob(manifest), manifest("{\"evil\":1}", LAYER)),
        "another digest than its name");
    assertRefused(
        new ArchiveBuilder().file("index.json", "{\"manifests\":[{\"digest\":\"../../x\"}]}"),
        "which is no SHA-256 digest");
  }

  @Test
  void indexesNestedWithoutEnd_areRefused() {
    ArchiveBuilder archive = new ArchiveBuilder();
    byte[] inner = manifest(CONFIG, LAYER);
    for (int i = 0; i < 6; i++) {
      archive.blobOf(inner);
      inner = "{\"manifests\":[%s]}".formatted(descriptor(inner, "linux", "amd64")).getBytes(UTF_8);
    }

    assertRefused(archive.file("index.json", inner), "nested too deeply");
  }

  @Test
  void anotherPlatform_isRefusedByItsName() {
    String arm = CONFIG.replace("amd64", "arm64");

    assertRefused(
        ArchiveBuilder.saved(arm, "a:1", LAYER),
        "The image is for linux/arm64, but this platform runs linux/amd64");
    assertRefused(
        ArchiveBuilder.saved(CONFIG.replace("linux", "windows"), "a:1", LAYER), "windows/amd64");
  }

  @Test
  void aVolume_isRefusedByItsName() {
    String config = ArchiveBuilder.config(RUN + ",\"Volumes\":{\"/data\":{}}", LAYER);

    assertRefused(ArchiveBuilder.saved(config, "a:1", LAYER), "declares a volume at /data");
  }

  @Test
  void anImageWithNothingToRun_isRefused() {
    String config = ArchiveBuilder.config("\"Entrypoint\":[],\"Cmd\":null", LAYER);

    assertRefused(ArchiveBuilder.saved(config, "a:1", LAYER), "give it an ENTRYPOINT or a CMD");
  }

  @Test
  void strangersNames_areWrittenWithoutControlCharacters() {
    assertThatThrownBy(() -> read(new ArchiveBuilder().file("../\u001b[31m\nname", "x")))
        .hasMessageContaining("../?[31m?name")
        .message()
        .doesNotContain("\u001b", "\n");
  }

  private ImageSummary read(ArchiveBuilder archive) throws ImageRefusedException {
    return ImageArchive.read(archive.to(folder.resolve("archive")), "amd64").summary();
  }

  private Path file(byte[] content) {
    return ArchiveBuilder.write(folder.resolve("archive"), content);
  }

  private void assertRefused(ArchiveBuilder archive, String why) {
    assertRefused(archive.to(folder.resolve("archive")), why);
  }

  private static void assertRefused(Path file, String why) {
    assertThatThrownBy(() -> ImageArchive.read(file, "amd64"))
        .isInstanceOf(ImageRefusedException.class)
        .hasMessageContaining(why);
  }

  private static String manifestOf(String... layers) {
    return "[{\"Config\":\"c.json\",\"RepoTags\":null,\"Layers\":[\"%s\"]}]"
        .formatted(String.join("\",\"", layers));
  }

  private static byte[] manifest(String config, byte[] layer) {
    return "{\"config\":{\"digest\":\"%s\"},\"layers\":[{\"digest\":\"%s\"}]}"
        .formatted(ArchiveBuilder.sha256(config.getBytes(UTF_8)), ArchiveBuilder.sha256(layer))
        .getBytes(UTF_8);
  }

  private static String descriptor(byte[] content, String os, String architecture) {
    return "{\"digest\":\"%s\",\"platform\":{\"os\":\"%s\",\"architecture\":\"%s\"}}"
        .formatted(ArchiveBuilder.sha256(content), os, architecture);
  }

  private static String index(byte[] manifest, String os, String architecture) {
    return "{\"manifests\":[%s]}".formatted(descriptor(manifest, os, architecture));
  }

  private static ArchiveBuilder oci(String index) {
    return new ArchiveBuilder()
        .file("oci-layout", "{\"imageLayoutVersion\":\"1.0.0\"}")
        .file("index.json", index)
        .blobOf(manifest(CONFIG, LAYER))
        .blobOf(CONFIG.getBytes(UTF_8))
        .blobOf(LAYER);
  }

  private static Map<String, byte[]> rewritten(Path file) throws Exception {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    byte[] bytes;
    try (InputStream sent = ImageArchive.read(file, "amd64").forEngine("ours:1")) {
      bytes = sent.readAllBytes();
    }
    assertThat(bytes.length % 512).isZero();
    try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(bytes))) {
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        assertThat(entry.isFile() && !entry.isLink() && !entry.isSymbolicLink()).isTrue();
        assertThat(entries.put(entry.getName(), tar.readAllBytes())).isNull();
      }
    }
    return entries;
  }
}
