package org.hideandseek.app.bench;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One HTTP/1.1 connection that is kept open, as a browser's: as little work as possible for the
 * machine that is also being measured.
 */
final class KeptConnection implements AutoCloseable {
  private static final int TIMEOUT_MILLIS = 600_000;

  private final String host;
  private final int port;
  private final byte[] scratch = new byte[65_536];
  private Optional<Socket> socket = Optional.empty();
  private InputStream in = InputStream.nullInputStream();

  KeptConnection(String host, int port) {
    this.host = host;
    this.port = port;
  }

  /**
   * An answer whose body was read and dropped.
   *
   * @param etag empty where it has none
   * @param bytes of the body as it came over the wire
   */
  record Answer(int status, Optional<String> etag, long bytes) {}

  /** Asks for a path, with headers besides the host's. */
  Answer get(String path, Map<String, String> headers) throws IOException {
    if (socket.isEmpty()) {
      Socket opened = new Socket(host, port);
      opened.setTcpNoDelay(true);
      opened.setSoTimeout(TIMEOUT_MILLIS);
      socket = Optional.of(opened);
      in = new BufferedInputStream(opened.getInputStream(), scratch.length);
    }
    StringBuilder request = new StringBuilder("GET ").append(path).append(" HTTP/1.1\r\nHost: ");
    request.append(host).append(':').append(port).append("\r\n");
    headers.forEach(
        (name, value) -> request.append(name).append(": ").append(value).append("\r\n"));
    socket.get().getOutputStream().write(request.append("\r\n").toString().getBytes(ISO_8859_1));
    int status = Integer.parseInt(line().split(" ")[1]);
    Map<String, String> answered = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (String line = line(); !line.isEmpty(); line = line()) {
      int colon = line.indexOf(':');
      answered.put(line.substring(0, colon), line.substring(colon + 1).strip());
    }
    long bytes = body(status, answered);
    if ("close".equalsIgnoreCase(answered.get("Connection"))) {
      close();
    }
    return new Answer(status, Optional.ofNullable(answered.get("ETag")), bytes);
  }

  private long body(int status, Map<String, String> headers) throws IOException {
    if (status == 304 || status == 204) {
      return 0;
    }
    if ("chunked".equals(headers.getOrDefault("Transfer-Encoding", "").toLowerCase(Locale.ROOT))) {
      long bytes = 0;
      for (long chunk = chunk(); chunk > 0; chunk = chunk()) {
        skip(chunk);
        bytes += chunk;
        line();
      }
      line();
      return bytes;
    }
    long length = Long.parseLong(headers.getOrDefault("Content-Length", "0"));
    skip(length);
    return length;
  }

  private long chunk() throws IOException {
    return Long.parseLong(line().split(";")[0].strip(), 16);
  }

  private void skip(long count) throws IOException {
    long left = count;
    while (left > 0) {
      int read = in.read(scratch, 0, (int) Math.min(left, scratch.length));
      if (read < 0) {
        throw new EOFException("The server closed the connection in the middle of an answer.");
      }
      left -= read;
    }
  }

  private String line() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("The server closed the connection.");
      }
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  /** The next request opens a new one. */
  @Override
  public void close() throws IOException {
    if (socket.isPresent()) {
      socket.get().close();
      socket = Optional.empty();
    }
  }
}
