package org.hideandseek.challenges.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The files of a bundle, wherever it lies. Their names have '/' between folders. */
abstract sealed class BundleFiles {
  private static final int LARGEST_TEXT = 1 << 20;
  private static final String BYTE_ORDER_MARK = "\uFEFF";

  private BundleFiles() {}

  /** What errors call a file. */
  abstract String called(String file);

  /**
   * At most {@code limit} of the first bytes of a file; empty if there is none.
   *
   * @throws BundleException if it may not or can't be read
   */
  abstract Optional<byte[]> start(String file, int limit);

  /**
   * A text of at most 1 MiB in UTF-8, without the byte order mark that some editors put in front;
   * empty if there is no such file.
   *
   * @throws BundleException if it is none, or lies outside the bundle
   */
  Optional<String> text(String file) {
    Optional<byte[]> bytes = start(file, LARGEST_TEXT + 1);
    if (bytes.isPresent() && bytes.get().length > LARGEST_TEXT) {
      throw new BundleException(
          called(file) + " is larger than 1 MiB; it must be a text for people.");
    }
    return bytes.map(
        all -> {
          try {
            String text = UTF_8.newDecoder().decode(ByteBuffer.wrap(all)).toString();
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
          } catch (CharacterCodingException e) {
            throw new BundleException(
                called(file) + " is not in UTF-8; save it in that encoding.", e);
          }
        });
  }

  /** A text that must be there. */
  String requiredText(String file) {
    return text(file).orElseThrow(() -> missing(file));
  }

  /**
   * Where a file that must be there lies.
   *
   * @throws BundleException if it is not, or lies outside the bundle
   */
  abstract Path requiredPath(String file);

  final BundleException missing(String file) {
    return new BundleException(called(file) + " is missing; write it, or take its name out.");
  }

  /** The bundle of a challenge that comes with the project. */
  static final class Resources extends BundleFiles {
    private final String challenge;

    Resources(String challenge) {
      this.challenge = challenge;
    }

    @Override
    String called(String file) {
      return challenge + "/" + file;
    }

    @Override
    Optional<byte[]> start(String file, int limit) {
      try (InputStream stream =
          BundleFiles.class.getResourceAsStream("/challenges/" + challenge + "/" + file)) {
        return stream == null ? Optional.empty() : Optional.of(stream.readNBytes(limit));
      } catch (IOException e) {
        throw new BundleException("The built-in challenge " + challenge + " can't be read.", e);
      }
    }

    @Override
    Path requiredPath(String file) {
      throw new BundleException(
          called(file) + " lies in no folder; a built-in challenge has no archives.");
    }
  }

  /** A folder. Its texts are shown to everybody, so none may come from elsewhere by a link. */
  static final class Folder extends BundleFiles {
    private final Path root;

    Folder(Path root) {
      this.root = root;
    }

    @Override
    String called(String file) {
      return root.resolve(file).toString();
    }

    @Override
    Optional<byte[]> start(String file, int limit) {
      Optional<Path> path = path(file);
      if (path.isEmpty()) {
        return Optional.empty();
      }
      try (InputStream stream = Files.newInputStream(path.get())) {
        return Optional.of(stream.readNBytes(limit));
      } catch (AccessDeniedException e) {
        throw new BundleException(called(file) + " may not be read; check its permissions.", e);
      } catch (IOException e) {
        throw new BundleException(called(file) + " can't be read: " + e.getMessage(), e);
      }
    }

    @Override
    Path requiredPath(String file) {
      return path(file).orElseThrow(() -> missing(file));
    }

    /**
     * Where a file of the bundle lies; empty if there is none.
     *
     * @throws BundleException if it is no regular file or lies outside the bundle
     */
    private Optional<Path> path(String file) {
      Path path = root.resolve(file);
      try {
        Path real = path.toRealPath();
        if (!real.startsWith(root.toRealPath())) {
          throw new BundleException(
              path + " leads out of the bundle's folder; copy the file into it.");
        }
        if (!Files.isRegularFile(real)) {
          throw new BundleException(path + " is not a file.");
        }
        return Optional.of(real);
      } catch (NoSuchFileException e) {
        return Optional.empty();
      } catch (AccessDeniedException e) {
        throw new BundleException(path + " may not be read; check its permissions.", e);
      } catch (IOException e) {
        throw new BundleException(path + " can't be read: " + e.getMessage(), e);
      }
    }
  }
}
