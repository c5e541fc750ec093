package org.hideandseek.sandbox.docker;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.hideandseek.sandbox.ImageId;
import org.hideandseek.sandbox.ImageRefusedException;
import org.hideandseek.sandbox.ImageSummary;
import org.hideandseek.sandbox.SandboxException;

/**
 * An uploaded image archive: what {@code docker save} writes, or an OCI image layout as a tar,
 * either also compressed with gzip. Nothing in it is believed: it is never unpacked to a disk, the
 * image's id is computed from its bytes, and the engine is given a new archive with its
 * configuration and layers only, under a name that this platform chose.
 */
final class ImageArchive {
  static final String ADVICE = "make one with: docker save IMAGE -o FILE";

  private static final int MOST_ENTRIES = 20_000;
  private static final int MOST_LAYERS = 127;
  private static final int LARGEST_JSON = 4 << 20;
  private static final int LARGEST_JSON_TOTAL = 64 << 20;
  private static final long LARGEST_ARCHIVE = 200L << 30;
  private static final int DEEPEST_LINKS = 8;

  /** Layers come nowhere near. */
  private static final int LARGEST_RATIO = 200;

  private static final long HARMLESS_BYTES = 256L << 20;

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonParser.Feature.INCLUDE_SOURCE_IN_LOCATION)
          .build();

  private final Path file;
  private final ImageSummary summary;
  private final byte[] config;
  private final List<String> layers;
  private final List<String> diffIds;

  private ImageArchive(
      Path file, ImageSummary summary, byte[] config, List<String> layers, List<String> diffIds) {
    this.file = file;
    this.summary = summary;
    this.config = config;
    this.layers = List.copyOf(layers);
    this.diffIds = List.copyOf(diffIds);
  }

  ImageSummary summary() {
    return summary;
  }

  /** The digests of the unpacked layers, as the configuration has them. */
  List<String> diffIds() {
    return diffIds;
  }

  /**
   * Reads an archive and checks everything that can be checked without the engine.
   *
   * @param architecture what the engine runs, such as {@code amd64}
   */
  static ImageArchive read(Path file, String architecture) throws ImageRefusedException {
    Contents contents = new Contents();
    try (TarArchiveInputStream tar = open(file)) {
      contents.read(tar);
    } catch (java.nio.file.NoSuchFileException e) {
      throw new SandboxException("The uploaded image archive is gone", e);
    } catch (GzipBomb e) {
      throw refusal(e.getMessage());
    } catch (IOException | IllegalArgumentException e) {
      throw refusal("it is damaged or cut off");
    }
    Image image =
        contents.has("manifest.json") ? dockerImage(contents) : ociImage(contents, architecture);
    return check(file, contents, image, architecture);
  }

  /** Names of entries. */
  private record Image(String config, List<String> layers) {}

  private static Image dockerImage(Contents contents) throws ImageRefusedException {
    JsonNode manifest = contents.json("manifest.json");
    if (!manifest.isArray() || manifest.size() != 1) {
      throw refusal(
          "it holds "
              + Words.count(manifest.isArray() ? manifest.size() : 0, "image")
              + " where there must be one");
    }
    List<String> layers = new ArrayList<>();
    for (JsonNode layer : manifest.get(0).path("Layers")) {
      layers.add(contents.resolve(layer.asText()));
    }
    return new Image(manifest.get(0).path("Config").asText(), layers);
  }

  private static Image ociImage(Contents contents, String architecture)
      throws ImageRefusedException {
    if (!contents.has("index.json")) {
      throw refusal("it has neither a manifest.json nor an index.json");
    }
    List<JsonNode> manifests = new ArrayList<>();
    collect(contents, contents.json("index.json"), architecture, 0, manifests);
    if (manifests.size() != 1) {
      throw refusal(
          "it holds "
              + Words.count(manifests.size(), "image")
              + " for linux/"
              + architecture
              + " where there must be one");
    }
    List<String> layers = new ArrayList<>();
    for (JsonNode layer : manifests.get(0).path("layers")) {
      layers.add(contents.resolve(blob(layer)));
    }
    JsonNode config = manifests.get(0).path("config");
    verified(contents, config);
    return new Image(blob(config), layers);
  }

  private static void collect(
      Contents contents, JsonNode index, String architecture, int depth, List<JsonNode> found)
      throws ImageRefusedException {
    if (depth > 3) {
      throw refusal("its indexes are nested too deeply");
    }
    for (JsonNode descriptor : index.path("manifests")) {
      JsonNode platform = descriptor.path("platform");
      boolean other =
          platform.isObject()
              && !(platform.path("os").asText().equals("linux")
                  && platform.path("architecture").asText().equals(architecture));
      boolean attestation =
          descriptor.path("annotations").path("vnd.docker.reference.type").isTextual();
      if (other || attestation) {
        continue;
      }
      JsonNode target = parse(verified(contents, descriptor));
      if (target.path("manifests").isArray()) {
        collect(contents, target, architecture, depth + 1, found);
      } else {
        found.add(target);
      }
      if (found.size() > 100) {
        throw refusal("it holds more than 100 images");
      }
    }
  }

  private static String blob(JsonNode descriptor) throws ImageRefusedException {
    String digest = descriptor.path("digest").asText();
    if (!digest.matches("sha256:[0-9a-f]{64}")) {
      throw refusal("it names " + Words.printable(digest) + ", which is no SHA-256 digest");
    }
    return "blobs/sha256/" + digest.substring("sha256:".length());
  }

  private static byte[] verified(Contents contents, JsonNode descriptor)
      throws ImageRefusedException {
    byte[] bytes = contents.bytes(blob(descriptor));
    if (!digest(bytes).equals(descriptor.path("digest").asText())) {
      throw refusal("the content of " + blob(descriptor) + " has another digest than its name");
    }
    return bytes;
  }

  private static ImageArchive check(Path file, Contents contents, Image image, String architecture)
      throws ImageRefusedException {
    byte[] configBytes = contents.bytes(image.config());
    JsonNode config = parse(configBytes);
    List<String> diffIds = new ArrayList<>();
    config.path("rootfs").path("diff_ids").forEach(id -> diffIds.add(id.asText()));
    if (image.layers().isEmpty() || image.layers().size() > MOST_LAYERS) {
      throw refusal(
          "its image has "
              + Words.count(image.layers().size(), "layer")
              + ", which must be between 1 and "
              + MOST_LAYERS);
    }
    if (diffIds.size() != image.layers().size()) {
      throw refusal(
          "its image lists "
              + Words.count(image.layers().size(), "layer")
              + " but its configuration "
              + diffIds.size());
    }
    for (String layer : image.layers()) {
      if (!contents.isFile(layer)) {
        throw refusal("its layer " + Words.printable(layer) + " is missing");
      }
    }
    JsonNode run = config.path("config");
    List<String> volumes = new ArrayList<>();
    run.path("Volumes").fieldNames().forEachRemaining(volumes::add);
    ImageRules.checkSubmission(
        new ImageRules.Facts(
            config.path("os").asText(),
            config.path("architecture").asText(),
            !run.path("Entrypoint").isEmpty() || !run.path("Cmd").isEmpty(),
            volumes),
        architecture);
    ImageSummary summary =
        new ImageSummary(new ImageId(digest(configBytes)), architecture, image.layers().size());
    return new ImageArchive(file, summary, configBytes, image.layers(), diffIds);
  }

  /**
   * The archive that the engine is given: the configuration, the layers and a manifest of ours,
   * read from the uploaded file as the engine takes it.
   *
   * @param name the only name that the image will have
   */
  InputStream forEngine(String name) throws IOException {
    List<String> files = layers.stream().distinct().toList();
    byte[] manifest =
        JSON.writeValueAsBytes(
            List.of(
                Map.of(
                    "Config",
                    "config.json",
                    "RepoTags",
                    List.of(name),
                    "Layers",
                    layers.stream().map(layer -> layerName(files.indexOf(layer))).toList())));
    return new Rewritten(open(file), files, List.of(config, manifest));
  }

  /** {@code TarArchiveEntry.isFile} also says yes to links, devices and pipes. */
  private static boolean isPlainFile(TarArchiveEntry entry) {
    return (entry.getLinkFlag() == TarConstants.LF_NORMAL
            || entry.getLinkFlag() == TarConstants.LF_OLDNORM)
        && !entry.isDirectory()
        && !entry.isSparse();
  }

  private static String layerName(int index) {
    return "layer-" + index + ".tar";
  }

  private static TarArchiveInputStream open(Path file) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    try {
      bytes.mark(2);
      boolean gzip = bytes.read() == 0x1f && bytes.read() == 0x8b;
      bytes.reset();
      return new TarArchiveInputStream(
          gzip ? new Unpacked(bytes, Files.size(file)) : bytes, StandardCharsets.UTF_8.name());
    } catch (IOException e) {
      bytes.close();
      throw e;
    }
  }

  /** Says that a small file unpacks to gigabytes, which would keep a thread busy for hours. */
  private static final class GzipBomb extends IOException {
    private static final long serialVersionUID = 1L;

    GzipBomb() {
      super("it unpacks to more than " + LARGEST_RATIO + " times its size, as only a bomb does");
    }
  }

  /** What a gzip holds, as far as images do. */
  private static final class Unpacked extends GZIPInputStream {
    private long left;

    Unpacked(InputStream packed, long size) throws IOException {
      super(packed, 1 << 16);
      left = HARMLESS_BYTES + size * LARGEST_RATIO;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      left -= Math.max(count, 0);
      if (left < 0) {
        throw new GzipBomb();
      }
      return count;
    }
  }

  private static ImageRefusedException refusal(String why) {
    return new ImageRefusedException("The file is not an image archive: " + why + "; " + ADVICE);
  }

  private static JsonNode parse(byte[] bytes) throws ImageRefusedException {
    try {
      return JSON.readTree(bytes);
    } catch (IOException e) {
      throw refusal("it holds JSON that can't be read");
    }
  }

  private static String digest(byte[] bytes) {
    try {
      return "sha256:"
          + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  /** The name by which an entry is known here, or a refusal where it would lead outside. */
  private static String inside(String name) throws ImageRefusedException {
    Deque<String> parts = new ArrayDeque<>();
    if (name.startsWith("/")) {
      throw refusal("its entry " + Words.printable(name) + " lies outside of it");
    }
    for (String part : name.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          throw refusal("its entry " + Words.printable(name) + " lies outside of it");
        }
        parts.removeLast();
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.addLast(part);
      }
    }
    return String.join("/", parts);
  }

  /** What lies in the archive: names, links, and the bytes of what may be JSON. */
  private static final class Contents {
    private final Map<String, Long> sizes = new HashMap<>();
    private final Map<String, String> links = new HashMap<>();
    private final Map<String, byte[]> documents = new HashMap<>();
    private long kept;

    void read(TarArchiveInputStream tar) throws IOException, ImageRefusedException {
      int entries = 0;
      for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        if (++entries > MOST_ENTRIES) {
          throw refusal("it has more than " + MOST_ENTRIES + " entries");
        }
        if (entry.getSize() > LARGEST_ARCHIVE || tar.getBytesRead() > LARGEST_ARCHIVE) {
          throw refusal("it is larger than " + Words.bytes(LARGEST_ARCHIVE));
        }
        add(tar, entry);
      }
      if (entries == 0) {
        throw refusal("it is no tar file");
      }
    }

    private void add(TarArchiveInputStream tar, TarArchiveEntry entry)
        throws IOException, ImageRefusedException {
      String name = inside(entry.getName());
      if (entry.isDirectory()) {
        return;
      }
      if (sizes.containsKey(name) || links.containsKey(name)) {
        throw refusal("it has two entries named " + Words.printable(name));
      }
      if (entry.isSymbolicLink()) {
        links.put(name, inside(sibling(name, entry.getLinkName())));
      } else if (entry.isLink()) {
        links.put(name, inside(entry.getLinkName()));
      } else if (isPlainFile(entry)) {
        sizes.put(name, entry.getSize());
        keep(tar, entry, name);
      } else {
        throw refusal("its entry " + Words.printable(name) + " is neither a file nor a link");
      }
    }

    private static String sibling(String name, String target) {
      return target.startsWith("/")
          ? target
          : name.substring(0, name.lastIndexOf('/') + 1) + target;
    }

    private void keep(TarArchiveInputStream tar, TarArchiveEntry entry, String name)
        throws IOException, ImageRefusedException {
      if (entry.getSize() < 2 || entry.getSize() > LARGEST_JSON) {
        return;
      }
      int first = tar.read();
      if (first != '{' && first != '[' && first != ' ' && first != '\n') {
        return;
      }
      byte[] bytes = new byte[(int) entry.getSize()];
      bytes[0] = (byte) first;
      if (tar.readNBytes(bytes, 1, bytes.length - 1) != bytes.length - 1) {
        throw new IOException("cut off");
      }
      kept += bytes.length;
      if (kept > LARGEST_JSON_TOTAL) {
        throw refusal("it holds more than " + Words.bytes(LARGEST_JSON_TOTAL) + " of JSON");
      }
      documents.put(name, bytes);
    }

    boolean has(String name) {
      return isFile(name);
    }

    boolean isFile(String name) {
      return sizes.containsKey(name);
    }

    /** Follows links inside the archive to a file's own name. */
    String resolve(String name) throws ImageRefusedException {
      String at = inside(name);
      for (int i = 0; i < DEEPEST_LINKS && links.containsKey(at); i++) {
        at = links.get(at);
      }
      return at;
    }

    byte[] bytes(String name) throws ImageRefusedException {
      String file = resolve(name);
      return Optional.ofNullable(documents.get(file))
          .orElseThrow(
              () ->
                  refusal(
                      isFile(file)
                          ? "its " + Words.printable(file) + " is no JSON or too large"
                          : "its " + Words.printable(file) + " is missing"));
    }

    JsonNode json(String name) throws ImageRefusedException {
      return parse(bytes(name));
    }
  }

  /** A tar that is made while it is read. */
  private static final class Rewritten extends InputStream {
    private static final int BLOCK = 512;

    private final TarArchiveInputStream source;
    private final List<String> files;
    private final Deque<InputStream> parts = new ArrayDeque<>();
    private int layersLeft;
    private boolean ended;

    Rewritten(TarArchiveInputStream source, List<String> files, List<byte[]> documents) {
      this.source = source;
      this.files = files;
      this.layersLeft = files.size();
      addDocument("config.json", documents.get(0));
      addDocument("manifest.json", documents.get(1));
    }

    private void addDocument(String name, byte[] bytes) {
      addHeader(name, bytes.length);
      parts.add(new ByteArrayInputStream(bytes));
      addPadding(bytes.length);
    }

    private void addHeader(String name, long size) {
      TarArchiveEntry entry = new TarArchiveEntry(name);
      entry.setSize(size);
      entry.setModTime(0L);
      byte[] block = new byte[BLOCK];
      entry.writeEntryHeader(block);
      parts.add(new ByteArrayInputStream(block));
    }

    private void addPadding(long size) {
      parts.add(new ByteArrayInputStream(new byte[(int) ((BLOCK - size % BLOCK) % BLOCK)]));
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      if (length == 0) {
        return 0;
      }
      while (true) {
        if (parts.isEmpty() && !advance()) {
          return -1;
        }
        int count = parts.element().read(into, offset, length);
        if (count >= 0) {
          return count;
        }
        parts.remove();
      }
    }

    private boolean advance() throws IOException {
      if (ended) {
        return false;
      }
      TarArchiveEntry entry = layersLeft == 0 ? null : source.getNextEntry();
      while (entry != null && !isLayer(entry)) {
        entry = source.getNextEntry();
      }
      if (entry == null) {
        if (layersLeft > 0) {
          throw new IOException("the archive has changed since it was checked");
        }
        ended = true;
        parts.add(new ByteArrayInputStream(new byte[2 * BLOCK]));
      } else {
        layersLeft--;
        addHeader(layerName(indexOf(entry)), entry.getSize());
        parts.add(new Content(source));
        addPadding(entry.getSize());
      }
      return true;
    }

    private boolean isLayer(TarArchiveEntry entry) throws IOException {
      return isPlainFile(entry) && indexOf(entry) >= 0;
    }

    private int indexOf(TarArchiveEntry entry) throws IOException {
      try {
        return files.indexOf(inside(entry.getName()));
      } catch (ImageRefusedException e) {
        throw new IOException("the archive has changed since it was checked", e);
      }
    }

    @Override
    public void close() throws IOException {
      source.close();
    }
  }

  /** One entry's bytes; closing it leaves the archive open. */
  private static final class Content extends InputStream {
    private final TarArchiveInputStream source;

    Content(TarArchiveInputStream source) {
      this.source = source;
    }

    @Override
    public int read() throws IOException {
      return source.read();
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
      return source.read(into, offset, length);
    }
  }
}
