package org.hideandseek.platform.zip;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.sandbox.ImageRefusedException;

/**
 * An uploaded ZIP. Nothing in it is believed: sizes and checksums are counted while it is read, and
 * what is not a plain file or folder inside of it is refused.
 */
public final class ZipArchive {
  private static final int MOST_ENTRIES = 10_000;
  private static final int MIB = 1 << 20;

  /** Source code and models come nowhere near this ratio; a bomb needs more. */
  private static final Limits OF_PLAYERS = new Limits(256, 512, 200);

  /**
   * How large a ZIP may be.
   *
   * @param packedMib itself, in MiB
   * @param unpackedMib what is in it, in MiB
   * @param ratio how many times larger an entry may be than it is packed
   */
  record Limits(int packedMib, int unpackedMib, int ratio) {}

  /**
   * The file by which a ZIP's root is found.
   *
   * @param file its name
   * @param whose who needs it, to stand before "needs"
   */
  record Anchor(String file, String whose) {
    static Anchor of(PlayerRole role) {
      return new Anchor(role.word() + ".py", "a " + role.word());
    }
  }

  private static final int FILE_TYPE = 0170000;
  private static final int PLAIN_FILE = 0100000;
  private static final int FOLDER = 0040000;

  /** Left behind by desktops and interpreters. */
  private static final Set<String> LITTER =
      Set.of("__MACOSX", ".DS_Store", "Thumbs.db", "desktop.ini", "__pycache__");

  private ZipArchive() {}

  /**
   * Reads a whole ZIP without unpacking it.
   *
   * @param role what it is to play
   * @throws ImageRefusedException if it breaks a rule; the message names the rule and the entry
   */
  public static void check(Path file, PlayerRole role) throws IOException, ImageRefusedException {
    check(file, role, OF_PLAYERS.unpackedMib());
  }

  static void check(Path file, PlayerRole role, int largestUnpackedMib)
      throws IOException, ImageRefusedException {
    read(
        file,
        Anchor.of(role),
        new Limits(OF_PLAYERS.packedMib(), largestUnpackedMib, OF_PLAYERS.ratio()),
        (path, content) -> content.transferTo(OutputStream.nullOutputStream()));
  }

  /**
   * Unpacks what {@link #check} accepts, so that the role's file lies directly in the target.
   *
   * @param target a folder that does not exist yet
   */
  public static void unpack(Path file, PlayerRole role, Path target)
      throws IOException, ImageRefusedException {
    unpack(file, Anchor.of(role), OF_PLAYERS, target);
  }

  /** The same by another root and within other limits. */
  static void unpack(Path file, Anchor anchor, Limits limits, Path target)
      throws IOException, ImageRefusedException {
    Files.createDirectory(target);
    read(
        file,
        anchor,
        limits,
        (path, content) -> {
          Path unpacked = target.resolve(path);
          Files.createDirectories(unpacked.getParent());
          try (OutputStream out =
              new BufferedOutputStream(
                  Files.newOutputStream(unpacked, StandardOpenOption.CREATE_NEW))) {
            content.transferTo(out);
          }
        });
  }

  private interface Visitor {
    void visit(String path, InputStream content) throws IOException;
  }

  /** An entry that will be unpacked. */
  private record Wanted(ZipArchiveEntry entry, String name, List<String> parts) {}

  private static void read(Path file, Anchor anchor, Limits limits, Visitor visitor)
      throws IOException, ImageRefusedException {
    if (Files.size(file) > (long) limits.packedMib() * MIB) {
      throw refusal("is larger than the " + limits.packedMib() + " MiB allowed");
    }
    ZipDirectory.check(file, MOST_ENTRIES);
    try (SeekableByteChannel channel = Files.newByteChannel(file);
        ZipFile zip = open(channel)) {
      List<Wanted> wanted = entries(zip);
      List<String> root = root(wanted, anchor);
      long left = (long) limits.unpackedMib() * MIB;
      for (Wanted each : wanted) {
        Counted content = new Counted(zip, each, left, limits);
        if (inside(each.parts(), root)) {
          visitor.visit(
              String.join("/", each.parts().subList(root.size(), each.parts().size())), content);
        }
        left -= content.finish();
      }
    } catch (Refusal e) {
      throw e.sentence;
    } catch (java.util.zip.ZipException e) {
      throw refusal("is damaged");
    }
  }

  private static ZipFile open(SeekableByteChannel channel) throws ImageRefusedException {
    try {
      return ZipFile.builder()
          .setSeekableByteChannel(channel)
          .setUseUnicodeExtraFields(false)
          .get();
    } catch (IOException | IllegalArgumentException e) {
      throw refusal("is damaged");
    }
  }

  /** The files among the entries, but for litter, each looked at by what its headers say. */
  private static List<Wanted> entries(ZipFile zip) throws ImageRefusedException {
    EntryNames names = new EntryNames();
    List<Wanted> wanted = new ArrayList<>();
    for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
      byte[] raw = entry.getRawName();
      List<String> parts = names.accept(raw, entry.getGeneralPurposeBit().usesUTF8ForNames());
      String name = String.join("/", parts);
      if (entry.getGeneralPurposeBit().usesEncryption()) {
        throw EntryNames.refusal(name, "is encrypted");
      }
      int type = entry.getUnixMode() & FILE_TYPE;
      boolean folder = entry.isDirectory();
      if (type != 0 && type != (folder ? FOLDER : PLAIN_FILE)) {
        throw EntryNames.refusal(name, "is a link or another thing than a file or a folder");
      }
      if (folder) {
        if (entry.getSize() != 0) {
          throw EntryNames.refusal(name, "is a folder with content");
        }
        continue;
      }
      if (entry.getMethod() != ZipEntry.STORED && entry.getMethod() != ZipEntry.DEFLATED) {
        throw EntryNames.refusal(
            name, "is packed by method " + entry.getMethod() + "; use deflate, the usual one");
      }
      if (!isLitter(parts)) {
        wanted.add(new Wanted(entry, name, parts));
      }
    }
    return wanted;
  }

  private static boolean isLitter(List<String> parts) {
    return parts.stream().anyMatch(part -> LITTER.contains(part) || part.startsWith("._"));
  }

  /** The folder of the role's file: the ZIP's own root, or one folder down. */
  private static List<String> root(List<Wanted> wanted, Anchor anchor)
      throws ImageRefusedException {
    String player = anchor.file();
    Set<String> folders = new TreeSet<>();
    for (Wanted each : wanted) {
      if (each.parts().equals(List.of(player))) {
        return List.of();
      }
      if (each.parts().size() == 2 && each.parts().get(1).equals(player)) {
        folders.add(each.parts().get(0));
      }
    }
    if (folders.isEmpty()) {
      throw refusal(
          "has no " + player + " at its root or one folder down, as " + anchor.whose() + " needs");
    }
    if (folders.size() > 1) {
      throw refusal(
          "has a "
              + player
              + " in several folders, such as "
              + String.join(" and ", folders.stream().limit(2).map(EntryNames::shown).toList())
              + "; one must be at the root");
    }
    return List.copyOf(folders);
  }

  private static boolean inside(List<String> parts, List<String> root) {
    return parts.size() > root.size() && parts.subList(0, root.size()).equals(root);
  }

  static ImageRefusedException refusal(String why) {
    return new ImageRefusedException("The ZIP " + why + ".");
  }

  /** Carries a refusal through the methods of a stream. */
  private static final class Refusal extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient ImageRefusedException sentence;

    Refusal(ImageRefusedException sentence) {
      super(sentence);
      this.sentence = sentence;
    }
  }

  /** The content of an entry, which ends with a refusal where it is not what its headers say. */
  private static final class Counted extends InputStream {
    private final InputStream content;
    private final Wanted wanted;
    private final long left;
    private final Limits limits;
    private final CRC32 checksum = new CRC32();
    private long count;

    Counted(ZipFile zip, Wanted wanted, long left, Limits limits) throws IOException {
      this.content = zip.getInputStream(wanted.entry());
      this.wanted = wanted;
      this.left = left;
      this.limits = limits;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int n = unpack(target, offset, length);
      if (n > 0) {
        count += n;
        checksum.update(target, offset, n);
        checkCount();
      }
      return n;
    }

    private int unpack(byte[] target, int offset, int length) throws IOException {
      try {
        return content.read(target, offset, length);
      } catch (IOException | IllegalArgumentException e) {
        throw new Refusal(EntryNames.refusal(wanted.name(), "is damaged or cut off"));
      }
    }

    private void checkCount() throws Refusal {
      if (count > left) {
        throw new Refusal(
            refusal("unpacks to more than the " + limits.unpackedMib() + " MiB allowed"));
      }
      if (count > MIB && count / limits.ratio() > wanted.entry().getCompressedSize()) {
        throw new Refusal(
            EntryNames.refusal(
                wanted.name(),
                "unpacks to more than "
                    + limits.ratio()
                    + " times its packed size, as only a bomb does"));
      }
      if (count > wanted.entry().getSize()) {
        throw new Refusal(otherThanItSays());
      }
    }

    private ImageRefusedException otherThanItSays() {
      return EntryNames.refusal(
          wanted.name(), "does not have the size and checksum that the ZIP says");
    }

    /** Reads what is left, and says how long all was. */
    long finish() throws IOException {
      try (content) {
        transferTo(OutputStream.nullOutputStream());
      }
      if (count != wanted.entry().getSize() || checksum.getValue() != wanted.entry().getCrc()) {
        throw new Refusal(otherThanItSays());
      }
      return count;
    }
  }
}
