package org.hideandseek.challenges.npy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The head of an {@code .npy} file.
 *
 * @param descr NumPy's name of the element type, such as {@code <f4}
 * @param fortranOrder whether the first axis runs fastest
 * @param shape sizes of the axes
 */
record NpyHeader(String descr, boolean fortranOrder, List<Long> shape) {
  /**
   * Bytes of every header written here, so that the first axis can be filled in when the last
   * element is known.
   */
  static final int WRITTEN_BYTES = 128;

  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
  private static final int PREFIX = MAGIC.length + 4;

  /** Without backtracking, so that no header takes long to refuse. */
  private static final Pattern DICT =
      Pattern.compile(
          "\\{\\s*+'descr':\\s*+'([^']{1,20}+)'\\s*+,\\s*+'fortran_order':\\s*+(True|False)\\s*+,"
              + "\\s*+'shape':\\s*+\\(([0-9,\\s]{0,200}+)\\)\\s*+,?+\\s*+\\}\\s*+");

  NpyHeader {
    shape = List.copyOf(shape);
  }

  /** The header's bytes, padded with spaces to {@link #WRITTEN_BYTES}. */
  byte[] encode() {
    String sizes =
        shape.size() == 1
            ? shape.get(0) + ","
            : shape.stream().map(String::valueOf).collect(Collectors.joining(", "));
    String dict =
        "{'descr': '"
            + descr
            + "', 'fortran_order': "
            + (fortranOrder ? "True" : "False")
            + ", 'shape': ("
            + sizes
            + "), }";
    byte[] bytes = new byte[WRITTEN_BYTES];
    Arrays.fill(bytes, (byte) ' ');
    System.arraycopy(MAGIC, 0, bytes, 0, MAGIC.length);
    bytes[6] = 1;
    bytes[7] = 0;
    bytes[8] = (byte) (WRITTEN_BYTES - PREFIX);
    bytes[9] = 0;
    byte[] text = dict.getBytes(ISO_8859_1);
    if (text.length > WRITTEN_BYTES - PREFIX - 1) {
      throw new IllegalArgumentException("too many axes for a header: " + shape);
    }
    System.arraycopy(text, 0, bytes, PREFIX, text.length);
    bytes[WRITTEN_BYTES - 1] = '\n';
    return bytes;
  }

  /**
   * How many bytes the dictionary behind the fixed prefix takes.
   *
   * @param prefix the file's first {@link #prefixBytes} bytes
   */
  static int dictBytes(byte[] prefix) throws NpyFormatException {
    if (!Arrays.equals(prefix, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new NpyFormatException("is not an .npy file: it does not begin with \\x93NUMPY");
    }
    if (prefix[6] != 1) {
      throw new NpyFormatException(
          "has .npy format version "
              + prefix[6]
              + "."
              + prefix[7]
              + "; numpy.save writes the expected 1.0");
    }
    return (prefix[8] & 0xff) | (prefix[9] & 0xff) << 8;
  }

  static int prefixBytes() {
    return PREFIX;
  }

  static NpyHeader parse(byte[] dict) throws NpyFormatException {
    Matcher matcher = DICT.matcher(new String(dict, ISO_8859_1));
    if (!matcher.matches()) {
      throw new NpyFormatException(
          "has a header that is not a simple array's: write it with numpy.save");
    }
    try {
      List<Long> shape =
          Arrays.stream(matcher.group(3).split(","))
              .map(String::strip)
              .filter(size -> !size.isEmpty())
              .map(Long::valueOf)
              .toList();
      return new NpyHeader(matcher.group(1), matcher.group(2).equals("True"), shape);
    } catch (NumberFormatException e) {
      throw new NpyFormatException("has an impossible shape (" + matcher.group(3).strip() + ")");
    }
  }

  static String describe(List<Long> shape) {
    return shape.stream().map(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
  }
}
