package org.hideandseek.web.submission;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.io.Content;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;

/**
 * A form with a file as its last field, read as it arrives: first the fields, then the file as a
 * stream. Nothing of the file is held in memory or written elsewhere.
 */
final class MultipartForm extends InputStream {
  private static final int CHUNK = 1 << 16;

  /** All fields but the file, in bytes. */
  private static final int LARGEST_FIELDS = 1 << 18;

  private static final Pattern BOUNDARY = Pattern.compile("boundary=\"?([^\";,]{1,70})\"?");
  private static final Pattern NAME = Pattern.compile("[; ]name=\"([^\"]*)\"");
  private static final Pattern FILE = Pattern.compile("[; ]filename\\*?=");

  private final InputStream body;
  private final MultiPart.Parser parser;
  private final byte[] chunk = new byte[CHUNK];
  private final Map<String, String> fields = new LinkedHashMap<>();
  private final Parts parts = new Parts();
  private boolean ended;

  /**
   * A form.
   *
   * @param type the header {@code Content-Type}
   * @throws ProblemException INVALID if that is no form with a file
   */
  MultipartForm(InputStream body, String type) {
    this.body = body;
    Matcher boundary = BOUNDARY.matcher(type);
    if (!type.startsWith("multipart/form-data") || !boundary.find()) {
      throw new ProblemException(
          Problem.INVALID, "This is no form with a file; open the page again, and send it there.");
    }
    this.parser = new MultiPart.Parser(boundary.group(1), parts);
  }

  /** The fields in front of the file; all of them if there is none. */
  Map<String, String> fields() throws IOException {
    while (!parts.inFile && !ended) {
      feed();
    }
    return fields;
  }

  /** Whether a file was chosen. */
  boolean hasFile() throws IOException {
    while (parts.inFile && !parts.fileEnded && !parts.file.hasRemaining()) {
      feed();
    }
    return parts.file.hasRemaining();
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    if (!hasFile()) {
      return -1;
    }
    int count = Math.min(length, parts.file.remaining());
    parts.file.get(target, offset, count);
    return count;
  }

  /** Reads and parses a little more. */
  private void feed() throws IOException {
    int count = body.read(chunk);
    ended = count < 0;
    parser.parse(
        ended ? Content.Chunk.EOF : Content.Chunk.from(ByteBuffer.wrap(chunk, 0, count), false));
    if (parts.bytes > LARGEST_FIELDS) {
      throw new ProblemException(
          Problem.TOO_LARGE, "The form's texts are too long; make them shorter.");
    }
    if (parts.failure.isPresent() || (ended && !parts.complete)) {
      throw new IOException("the form broke off", parts.failure.orElse(null));
    }
  }

  /** What the parser finds. */
  private final class Parts implements MultiPart.Parser.Listener {
    private String name = "";
    private boolean inFile;
    private boolean fileEnded;
    private boolean complete;
    private ByteBuffer file = ByteBuffer.allocate(0);
    private ByteArrayOutputStream value = new ByteArrayOutputStream();
    private int bytes;
    private Optional<Throwable> failure = Optional.empty();

    @Override
    public void onPartHeader(String header, String content) {
      if (header.equalsIgnoreCase("Content-Disposition")) {
        Matcher named = NAME.matcher(content);
        name = named.find() ? named.group(1) : "";
        inFile |= FILE.matcher(content).find();
      }
    }

    @Override
    public void onPartContent(Content.Chunk content) {
      ByteBuffer part = content.getByteBuffer();
      if (inFile) {
        if (!fileEnded) {
          // Several in one chunk, where what looked like a boundary was none.
          file = joined(file, part);
        }
        return;
      }
      bytes += part.remaining();
      if (bytes > LARGEST_FIELDS) {
        return;
      }
      byte[] copy = new byte[part.remaining()];
      part.get(copy);
      value.writeBytes(copy);
    }

    @Override
    public void onPartEnd() {
      if (inFile) {
        fileEnded = true;
      } else {
        fields.put(name, value.toString(UTF_8));
        value = new ByteArrayOutputStream();
      }
    }

    @Override
    public void onComplete() {
      complete = true;
    }

    @Override
    public void onFailure(Throwable cause) {
      failure = Optional.of(cause);
    }
  }

  private static ByteBuffer joined(ByteBuffer first, ByteBuffer second) {
    ByteBuffer both = ByteBuffer.allocate(first.remaining() + second.remaining());
    both.put(first);
    both.put(second.slice());
    return both.flip();
  }
}
