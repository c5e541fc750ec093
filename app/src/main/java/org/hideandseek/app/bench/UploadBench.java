package org.hideandseek.app.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import org.hideandseek.app.CommandException;
import org.hideandseek.platform.Platform;
import org.hideandseek.platform.PlatformConfig;
import org.hideandseek.platform.database.DatabaseConfig;
import org.hideandseek.platform.play.Folders;
import org.hideandseek.web.board.PublishedBoards;
import org.hideandseek.web.server.WebConfig;
import org.hideandseek.web.server.WebServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Sends a large file to a real server, until it is a submission, and copies the same file beside
 * it; both end on disk. The file is not looked at, which is the check's work and not the upload's.
 */
@Command(
    name = "upload",
    description =
        "Upload a large file over HTTP, and print its speed against that of a file copy, and the heap it takes.",
    mixinStandardHelpOptions = true)
final class UploadBench implements Callable<Integer> {
  private static final String BUNDLE =
      """
      name: bench-upload
      title: Bench
      summary: Files that nobody plays.
      data: {importer: mayo-pbc}
      public_share: 0.5
      splits: {count: 1, sizes: {candidates: 60, reference: 10, holdout: 40}}
      facets: [marginals, missingness]
      gate: 0.2
      hiders: {seconds: 15, memory_mib: 256, cpus: 1}
      seekers: {seconds: 15, memory_mib: 256, cpus: 1}
      """;

  private static final int MIB = 1 << 20;

  @Option(
      names = "--mib",
      defaultValue = "2048",
      description = "How large the file is, in MiB (default: ${DEFAULT-VALUE}).")
  private int mib;

  @Option(
      names = "--rounds",
      defaultValue = "3",
      description = "How often it is copied and uploaded (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--folder",
      defaultValue = "var",
      description =
          "Where the files go, four times as large as the file (default: ${DEFAULT-VALUE}).")
  private Path folder;

  /** What one round took, in seconds, and left in the heap, in MiB. */
  private record Round(double copy, double cached, double upload, long heap) {}

  @Override
  public Integer call() throws Exception {
    Files.createDirectories(folder);
    Path work = Files.createTempDirectory(folder, "bench-upload");
    try {
      measure(work);
    } finally {
      Folders.delete(work);
    }
    return 0;
  }

  private void measure(Path work) throws Exception {
    Path file = work.resolve("file");
    fill(file);
    Path bundle = Files.createDirectories(work.resolve("bundle"));
    Files.writeString(bundle.resolve("challenge.yaml"), BUNDLE);
    Path data = work.resolve("data");
    try (Platform platform =
        Platform.open(
            new PlatformConfig(data, DatabaseConfig.inFolder(data), 1, List.of()),
            new UnseeingSandbox(),
            new PublishedBoards(),
            Clock.systemUTC(),
            new SecureRandom())) {
      platform.hosting().open(bundle.toAbsolutePath().toString());
      String token = platform.teams().create("Bench", false);
      try (WebServer web =
          new WebServer(
              platform.visitors(),
              platform.participants(),
              platform.operators(),
              platform.people(),
              platform.organisers(),
              WebConfig.of("bench"))) {
        web.start(0, "127.0.0.1");
        List<Round> all = new ArrayList<>();
        for (int round = 1; round <= rounds; round++) {
          all.add(play(work, file, web.port(), token, round));
        }
        print(all);
      }
    }
  }

  /** Random bytes, of which no disk makes less. */
  private void fill(Path file) throws IOException {
    byte[] chunk = new byte[MIB];
    Random random = new Random(7);
    try (var out = Files.newOutputStream(file)) {
      for (int i = 0; i < mib; i++) {
        random.nextBytes(chunk);
        out.write(chunk);
      }
    }
    force(file);
  }

  private Round play(Path work, Path file, int port, String token, int round) throws Exception {
    Path copy = work.resolve("copy");
    long start = System.nanoTime();
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
    double cached = seconds(start);
    force(copy);
    double copied = seconds(start);
    Files.delete(copy);
    // Other content every time, or it would be stored already.
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(UTF_8.encode("round " + round), 0);
    }
    force(file);
    MemoryWatch memory = new MemoryWatch();
    memory.reset();
    long before = memory.liveMebibytes();
    start = System.nanoTime();
    upload(file, port, token, "round-" + round);
    double uploaded = seconds(start);
    return new Round(copied, cached, uploaded, memory.liveMebibytes() - before);
  }

  private static double seconds(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static void upload(Path file, int port, String token, String name) throws IOException {
    long length = Files.size(file);
    String common =
        " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nTus-Resumable: 1.0.0\r\nAuthorization: Bearer "
            + token
            + "\r\n";
    String begun =
        exchange(
            port,
            "POST /api/v1/challenges/bench-upload/uploads"
                + common
                + "Content-Length: 0\r\nUpload-Length: "
                + length
                + "\r\nUpload-Metadata: role aGlkZXI=,name "
                + Base64.getEncoder().encodeToString(name.getBytes(UTF_8))
                + "\r\n\r\n",
            channel -> {});
    String upload =
        begun
            .lines()
            .filter(line -> line.toLowerCase(Locale.ROOT).startsWith("location:"))
            .map(line -> line.substring("location:".length()).strip())
            .findFirst()
            .orElseThrow(() -> new CommandException("The upload did not begin: " + begun));
    exchange(
        port,
        "PATCH "
            + upload
            + common
            + "Content-Type: application/offset+octet-stream\r\nUpload-Offset: 0\r\nContent-Length: "
            + length
            + "\r\n\r\n",
        channel -> send(file, channel));
    String entered =
        exchange(
            port,
            "POST " + upload + "/submission" + common + "Content-Length: 0\r\n\r\n",
            channel -> {});
    if (!entered.startsWith("HTTP/1.1 201")) {
      throw new CommandException("The upload did not become a submission: " + entered);
    }
  }

  /** What follows the head of a request. */
  @FunctionalInterface
  private interface Body {
    void write(SocketChannel channel) throws IOException;
  }

  /** Sends a request, and reads its whole answer. */
  private static String exchange(int port, String head, Body body) throws IOException {
    try (SocketChannel channel =
        SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))) {
      ByteBuffer bytes = UTF_8.encode(head);
      while (bytes.hasRemaining()) {
        channel.write(bytes);
      }
      body.write(channel);
      return new String(channel.socket().getInputStream().readAllBytes(), UTF_8);
    }
  }

  /** By the system, so that the client takes nothing of this process's heap. */
  private static void send(Path file, SocketChannel channel) throws IOException {
    try (FileChannel content = FileChannel.open(file, StandardOpenOption.READ)) {
      long length = content.size();
      for (long sent = 0; sent < length; ) {
        sent += content.transferTo(sent, length - sent, channel);
      }
    }
  }

  private void print(List<Round> all) {
    PrintStream out = System.out;
    out.printf(Locale.ROOT, "%d MiB, in MiB/s, each on disk at the end%n", mib);
    out.println("round      copy   (cached)    upload   of copy   extra heap");
    for (int i = 0; i < all.size(); i++) {
      Round round = all.get(i);
      out.printf(
          Locale.ROOT,
          "%5d  %8.0f  %9.0f  %8.0f  %7.0f %%  %6d MiB%n",
          i + 1,
          mib / round.copy(),
          mib / round.cached(),
          mib / round.upload(),
          100 * round.copy() / round.upload(),
          round.heap());
    }
    double copy = all.stream().mapToDouble(Round::copy).sum();
    double upload = all.stream().mapToDouble(Round::upload).sum();
    out.printf(
        Locale.ROOT,
        "Upload at %.2f of the speed of a file copy (more than 0.5 is the aim), with at most %d MiB of extra heap (under 64).%n",
        copy / upload,
        all.stream().mapToLong(Round::heap).max().orElse(0));
  }
}
