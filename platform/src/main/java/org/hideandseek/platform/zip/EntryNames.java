package org.hideandseek.platform.zip;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.hideandseek.sandbox.ImageRefusedException;

/**
 * The names of a ZIP's entries, one after the other. What is accepted lies inside the folder that
 * it is unpacked into, once, and looks to every file system like that.
 */
final class EntryNames {
  private static final int MOST_PARTS = 32;
  private static final int LONGEST_PART = 200;
  private static final int LONGEST_SHOWN = 120;

  /** What old ZIP tools write names in, where they do not say that it is UTF-8. */
  private static final Charset DOS = Charset.forName("IBM437");

  private final Map<String, String> spellings = new HashMap<>();
  private final Set<String> files = new HashSet<>();
  private final Set<String> folders = new HashSet<>();
  private final Set<String> entries = new HashSet<>();

  /**
   * Accepts the next entry's name.
   *
   * @param raw as it stands in the ZIP
   * @param utf8 whether the ZIP says that this is UTF-8
   * @return its parts; the last one is the file's or folder's own name
   */
  List<String> accept(byte[] raw, boolean utf8) throws ImageRefusedException {
    String name = decode(raw, utf8);
    boolean folder = name.endsWith("/");
    String path = folder ? name.substring(0, name.length() - 1) : name;
    checkCharacters(name);
    List<String> parts = List.of(path.split("/", -1));
    if (name.startsWith("/") || name.matches("(?s)[A-Za-z]:.*")) {
      throw refusal(name, "has an absolute path");
    }
    if (parts.size() > MOST_PARTS) {
      throw refusal(name, "lies more than " + MOST_PARTS + " folders deep");
    }
    for (String part : parts) {
      if (part.equals("..")) {
        throw refusal(name, "leads out of the ZIP");
      }
      if (part.isEmpty() || part.equals(".")) {
        throw refusal(name, "has an empty part or '.' in its path");
      }
      if (part.getBytes(UTF_8).length > LONGEST_PART) {
        throw refusal(name, "has a name of more than " + LONGEST_PART + " bytes");
      }
    }
    register(name, path, parts, folder);
    return parts;
  }

  private static String decode(byte[] raw, boolean utf8) throws ImageRefusedException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(raw)).toString();
    } catch (CharacterCodingException e) {
      if (utf8) {
        throw refusal(
            new String(raw, UTF_8), "has a name that is not the UTF-8 that it is said to be");
      }
      return new String(raw, DOS);
    }
  }

  /** Control characters, and those that are not seen or turn the direction of what follows. */
  private static void checkCharacters(String name) throws ImageRefusedException {
    boolean hidden =
        name.codePoints()
            .anyMatch(
                c ->
                    switch (Character.getType(c)) {
                      case Character.CONTROL,
                          Character.FORMAT,
                          Character.SURROGATE,
                          Character.PRIVATE_USE,
                          Character.UNASSIGNED,
                          Character.LINE_SEPARATOR,
                          Character.PARAGRAPH_SEPARATOR ->
                          true;
                      default -> false;
                    });
    if (hidden) {
      throw refusal(name, "has a control character in its name");
    }
    if (name.indexOf('\\') >= 0) {
      throw refusal(name, "has a backslash in its name; folders are separated by '/'");
    }
  }

  private void register(String name, String path, List<String> parts, boolean folder)
      throws ImageRefusedException {
    if (!entries.add(path)) {
      throw refusal(name, "is there twice");
    }
    List<String> prefix = new ArrayList<>();
    for (String part : parts) {
      prefix.add(part);
      String here = String.join("/", prefix);
      String other = spellings.putIfAbsent(folded(here), here);
      if (other != null && !other.equals(here)) {
        throw refusal(name, "differs from " + shown(other) + " in upper and lower case only");
      }
      boolean last = prefix.size() == parts.size();
      if (last && !folder) {
        files.add(here);
      } else {
        folders.add(here);
      }
      if (files.contains(here) && folders.contains(here)) {
        throw refusal(name, "makes " + shown(here) + " a file and a folder");
      }
    }
  }

  /** The same for names that some file system takes for one. */
  private static String folded(String path) {
    return Normalizer.normalize(
        Normalizer.normalize(path, Normalizer.Form.NFKC)
            .toUpperCase(Locale.ROOT)
            .toLowerCase(Locale.ROOT),
        Normalizer.Form.NFKC);
  }

  static ImageRefusedException refusal(String name, String why) {
    return new ImageRefusedException("The ZIP's entry " + shown(name) + " " + why + ".");
  }

  /** A stranger's name in quotes, as printable ASCII, cut where it is long. */
  static String shown(String name) {
    StringBuilder shown = new StringBuilder("'");
    for (int i = 0; i < Math.min(name.length(), LONGEST_SHOWN); i++) {
      char c = name.charAt(i);
      shown.append(c >= ' ' && c <= '~' ? c : '?');
    }
    return shown.append(name.length() > LONGEST_SHOWN ? "...'" : "'").toString();
  }
}
