package org.hideandseek.web.repeat;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HexFormat;
import java.util.Optional;

/** A request whose body is hashed while it is read, in constant memory. */
final class HashedRequest extends HttpServletRequestWrapper {
  private final MessageDigest digest;
  private Optional<Hashing> stream = Optional.empty();

  HashedRequest(HttpServletRequest request) {
    super(request);
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The SHA-256 of the body; what nobody has read yet is read now. */
  String bodyHash() throws IOException {
    getInputStream().transferTo(OutputStream.nullOutputStream());
    return HexFormat.of().formatHex(digest.digest());
  }

  @Override
  public ServletInputStream getInputStream() throws IOException {
    if (stream.isEmpty()) {
      stream = Optional.of(new Hashing(super.getInputStream(), digest));
    }
    return stream.get();
  }

  /** An answer that is kept as text is not compressed. */
  @Override
  public String getHeader(String name) {
    return name.equalsIgnoreCase("Accept-Encoding") ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return name.equalsIgnoreCase("Accept-Encoding")
        ? Collections.emptyEnumeration()
        : super.getHeaders(name);
  }

  private static final class Hashing extends ServletInputStream {
    private final ServletInputStream body;
    private final MessageDigest digest;

    Hashing(ServletInputStream body, MessageDigest digest) {
      this.body = body;
      this.digest = digest;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      int count = body.read(target, offset, length);
      if (count > 0) {
        digest.update(target, offset, count);
      }
      return count;
    }

    @Override
    public boolean isFinished() {
      return body.isFinished();
    }

    @Override
    public boolean isReady() {
      return body.isReady();
    }

    @Override
    public void setReadListener(ReadListener listener) {
      body.setReadListener(listener);
    }
  }
}
