package org.hideandseek.app.dataset;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hideandseek.app.CommandException;

/**
 * Gets files that a {@code SHA256SUMS.txt} names from the folder that holds it. A file appears
 * under its name when it is whole and has its checksum; what has come of one before is kept and
 * gone on from.
 */
final class Fetcher {
  private static final String SUMS = "SHA256SUMS.txt";
  private static final Pattern SUM = Pattern.compile("([0-9a-f]{64}) [ *](\\S+)");
  private static final int MOST_SUMS_BYTES = 64 << 20;
  private static final int ATTEMPTS = 3;
  private static final int OK = 200;
  private static final int PARTIAL = 206;
  private static final int RANGE_NOT_SATISFIABLE = 416;
  private static final int TELL_EVERY = 1000;

  private final HttpClient client =
      HttpClient.newBuilder()
          .connectTimeout(Duration.ofSeconds(30))
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  private final URI base;
  private final Consumer<String> progress;

  /**
   * What was fetched.
   *
   * @param files that are there now
   * @param already those that were there before
   */
  record Fetched(int files, int already) {}

  /**
   * Makes a fetcher.
   *
   * @param address of the folder
   * @param progress is told what happens, in sentences
   */
  Fetcher(URI address, Consumer<String> progress) {
    this.base = URI.create(address + (address.toString().endsWith("/") ? "" : "/"));
    this.progress = progress;
  }

  /**
   * Gets all files whose names match.
   *
   * @param to gets them under their names, folders included
   * @throws CommandException if a file can't be had, or is not the one that was published
   */
  Fetched fetch(Pattern wanted, Path to) throws IOException, InterruptedException {
    Map<String, String> sums = sums(wanted);
    int already = 0;
    int done = 0;
    for (var file : sums.entrySet()) {
      Path target = to.resolve(file.getKey());
      if (Files.exists(target) && sum(target).equals(file.getValue())) {
        already++;
      } else {
        Files.createDirectories(target.toAbsolutePath().getParent());
        get(file.getKey(), file.getValue(), target);
      }
      if (++done % TELL_EVERY == 0) {
        progress.accept(done + " of " + sums.size() + " files are there.");
      }
    }
    return new Fetched(sums.size(), already);
  }

  /** Checksums of the wanted files by name. */
  private Map<String, String> sums(Pattern wanted) throws IOException, InterruptedException {
    Map<String, String> sums = new TreeMap<>();
    try {
      HttpResponse<InputStream> response = send(SUMS, 0);
      try (InputStream body = response.body()) {
        requireStatus(response, SUMS);
        String text = new String(body.readNBytes(MOST_SUMS_BYTES), UTF_8);
        for (String line : (Iterable<String>) text.lines()::iterator) {
          Matcher sum = SUM.matcher(line);
          if (sum.matches() && wanted.matcher(sum.group(2)).matches()) {
            sums.put(sum.group(2), sum.group(1));
          }
        }
      }
    } catch (IOException e) {
      throw broken(SUMS, e);
    }
    if (sums.isEmpty()) {
      throw new CommandException(
          base.resolve(SUMS) + " names none of the files; is this the folder of the dataset?");
    }
    return sums;
  }

  private void get(String name, String sum, Path target) throws IOException, InterruptedException {
    Path part = target.resolveSibling(target.getFileName() + ".part");
    for (int attempt = 1; ; attempt++) {
      try {
        download(name, part);
        break;
      } catch (IOException e) {
        if (attempt == ATTEMPTS) {
          throw broken(name, e);
        }
        progress.accept(name + " broke off (" + e.getMessage() + "); going on.");
      }
    }
    String got = sum(part);
    if (!got.equals(sum)) {
      Files.delete(part);
      throw new CommandException(
          name
              + " came with the SHA-256 "
              + got
              + " instead of the published "
              + sum
              + " and was removed; try again, and if it is the same then do not use it.");
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private void download(String name, Path part) throws IOException, InterruptedException {
    long have = Files.exists(part) ? Files.size(part) : 0;
    HttpResponse<InputStream> response = send(name, have);
    try (InputStream body = response.body()) {
      if (response.statusCode() == RANGE_NOT_SATISFIABLE) {
        // All of it is there, or more than there should be: the checksum tells.
        return;
      }
      requireStatus(response, name);
      boolean goesOn = response.statusCode() == PARTIAL;
      try (OutputStream out =
          Files.newOutputStream(
              part,
              StandardOpenOption.CREATE,
              goesOn ? StandardOpenOption.APPEND : StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        body.transferTo(out);
      }
    }
  }

  private HttpResponse<InputStream> send(String name, long from)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(name)).timeout(Duration.ofMinutes(2));
    if (from > 0) {
      request.header("Range", "bytes=" + from + "-");
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
  }

  private void requireStatus(HttpResponse<?> response, String name) {
    int status = response.statusCode();
    if (status != OK && status != PARTIAL) {
      throw new CommandException(
          base.getHost()
              + " answered "
              + status
              + " for "
              + name
              + "; look at "
              + base
              + " with a browser, or get the files by hand as docs/data.md says.");
    }
  }

  private CommandException broken(String name, IOException fault) {
    return new CommandException(
        name
            + " could not be got from "
            + base.getHost()
            + " ("
            + (fault.getMessage() == null ? "no connection" : fault.getMessage())
            + "); run the same command again, it goes on from there.");
  }

  private static String sum(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Java has no SHA-256", e);
    }
  }
}
