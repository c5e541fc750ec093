package org.hideandseek.app.dataset;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hideandseek.app.CommandException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a publisher on this machine. */
class FetcherTest {
  private static final String ARCHIVE = "set-a.tar.gz";
  private static final String OUTCOMES = "Outcomes-a.txt";

  @TempDir private Path folder;

  private final Map<String, byte[]> published = new TreeMap<>();
  private final List<String> asked = new ArrayList<>();
  private final List<String> told = new ArrayList<>();
  private HttpServer server;
  private int cuts;
  private boolean ranges = true;

  @BeforeEach
  void publish() throws IOException {
    byte[] archive = new byte[300_000];
    for (int i = 0; i < archive.length; i++) {
      archive[i] = (byte) (i * 31 % 251);
    }
    published.put(ARCHIVE, archive);
    published.put(OUTCOMES, "RecordID,In-hospital_death\n".getBytes(US_ASCII));
    publishSums("");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/files/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theNamedFilesAreThereWithTheirChecksums() throws Exception {
    Fetcher.Fetched fetched = fetch();

    assertThat(fetched).isEqualTo(new Fetcher.Fetched(2, 0));
    assertThat(Files.readAllBytes(folder.resolve(ARCHIVE))).isEqualTo(published.get(ARCHIVE));
    assertThat(folder.toFile().list()).containsExactlyInAnyOrder(ARCHIVE, OUTCOMES);
  }

  @Test
  void whatIsThereIsNotFetchedAgain() throws Exception {
    fetch();
    asked.clear();

    assertThat(fetch()).isEqualTo(new Fetcher.Fetched(2, 2));
    assertThat(asked).containsExactly("SHA256SUMS.txt");
  }

  @Test
  void aFileThatWasChangedIsFetchedAgain() throws Exception {
    fetch();
    Files.writeString(folder.resolve(OUTCOMES), "changed");

    assertThat(fetch()).isEqualTo(new Fetcher.Fetched(2, 1));
    assertThat(Files.readAllBytes(folder.resolve(OUTCOMES))).isEqualTo(published.get(OUTCOMES));
  }

  @Test
  void aConnectionThatBreaksIsGoneOnFrom() throws Exception {
    cuts = 2;

    fetch();

    assertThat(Files.readAllBytes(folder.resolve(ARCHIVE))).isEqualTo(published.get(ARCHIVE));
    assertThat(told).hasSize(2).allMatch(sentence -> sentence.startsWith(ARCHIVE + " broke off"));
    assertThat(asked).filteredOn(name -> name.startsWith(ARCHIVE + " bytes=")).isNotEmpty();
  }

  @Test
  void aConnectionThatAlwaysBreaksIsOneSentenceAndTheNextRunGoesOn() throws Exception {
    cuts = 3;

    assertThatThrownBy(this::fetch)
        .isInstanceOf(CommandException.class)
        .hasMessageStartingWith(ARCHIVE + " could not be got from 127.0.0.1 (")
        .hasMessageEndingWith("); run the same command again, it goes on from there.");
    assertThat(folder.resolve(ARCHIVE)).doesNotExist();

    fetch();
    assertThat(Files.readAllBytes(folder.resolve(ARCHIVE))).isEqualTo(published.get(ARCHIVE));
  }

  @Test
  void aServerThatKnowsNoRangesSendsAllAgain() throws Exception {
    Files.write(folder.resolve(ARCHIVE + ".part"), new byte[1000]);
    ranges = false;

    fetch();

    assertThat(Files.readAllBytes(folder.resolve(ARCHIVE))).isEqualTo(published.get(ARCHIVE));
  }

  @Test
  void aPartThatIsAlreadyWholeIsTaken() throws Exception {
    Files.write(folder.resolve(ARCHIVE + ".part"), published.get(ARCHIVE));

    fetch();

    assertThat(Files.readAllBytes(folder.resolve(ARCHIVE))).isEqualTo(published.get(ARCHIVE));
  }

  @Test
  void aWrongChecksumIsRefusedAndTheFileRemoved() {
    published.get(ARCHIVE)[12_345]++;

    assertThatThrownBy(this::fetch)
        .isInstanceOf(CommandException.class)
        .hasMessageMatching(
            "set-a.tar.gz came with the SHA-256 [0-9a-f]{64} instead of the published"
                + " [0-9a-f]{64} and was removed; try again, .*");
    assertThat(folder.resolve(ARCHIVE)).doesNotExist();
    assertThat(folder.resolve(ARCHIVE + ".part")).doesNotExist();
  }

  @Test
  void aServerThatNobodyReachesIsOneSentence() {
    server.stop(0);

    assertThatThrownBy(this::fetch)
        .isInstanceOf(CommandException.class)
        .hasMessageStartingWith("SHA256SUMS.txt could not be got from 127.0.0.1 (")
        .hasMessageEndingWith("); run the same command again, it goes on from there.");
  }

  @Test
  void aFileThatIsMissingThereIsNamed() {
    published.remove(OUTCOMES);

    assertThatThrownBy(this::fetch)
        .isInstanceOf(CommandException.class)
        .hasMessageStartingWith("127.0.0.1 answered 404 for " + OUTCOMES + "; look at http://");
  }

  @Test
  void namesThatLeaveTheFolderAreNotWanted() throws Exception {
    publishSums("0".repeat(64) + "  ../../evil/set-a.tar.gz\n");

    assertThat(fetch().files()).isEqualTo(2);
  }

  @Test
  void aFolderOfSomethingElseIsOneSentence() {
    published.put("SHA256SUMS.txt", "<html>Not what you think</html>".getBytes(US_ASCII));

    assertThatThrownBy(this::fetch)
        .isInstanceOf(CommandException.class)
        .hasMessageEndingWith(
            "/files/SHA256SUMS.txt names none of the files; is this the folder of the dataset?");
  }

  @Test
  void everyPublishedDatasetIsAtItsPublisherOverTls() {
    assertThat(PublishedDataset.values())
        .allSatisfy(
            dataset -> {
              assertThat(dataset.address().toString()).startsWith("https://physionet.org/files/");
              assertThat(dataset.files().matcher("../" + ARCHIVE).matches()).isFalse();
            });
  }

  private Fetcher.Fetched fetch() throws IOException, InterruptedException {
    URI address = URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/files");
    return new Fetcher(address, told::add).fetch(PublishedDataset.PHYSIONET_2012.files(), folder);
  }

  private void publishSums(String more) {
    StringBuilder sums = new StringBuilder(more);
    published.forEach(
        (name, bytes) -> {
          if (!name.startsWith("SHA")) {
            sums.append(sha256(bytes)).append("  ").append(name).append('\n');
          }
        });
    sums.append("1".repeat(64)).append("  set-c.tar.gz\n");
    published.put("SHA256SUMS.txt", sums.toString().getBytes(US_ASCII));
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private void answer(HttpExchange exchange) throws IOException {
    String name = exchange.getRequestURI().getPath().substring("/files/".length());
    String range = exchange.getRequestHeaders().getFirst("Range");
    asked.add(range == null ? name : name + " " + range);
    byte[] bytes = published.get(name);
    if (bytes == null) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    int status = 200;
    if (range != null && ranges) {
      int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
      if (from >= bytes.length) {
        exchange.sendResponseHeaders(416, -1);
        exchange.close();
        return;
      }
      bytes = Arrays.copyOfRange(bytes, from, bytes.length);
      status = 206;
    }
    exchange.sendResponseHeaders(status, bytes.length);
    boolean cut = name.equals(ARCHIVE) && cuts > 0;
    cuts -= cut ? 1 : 0;
    exchange.getResponseBody().write(bytes, 0, cut ? bytes.length / 3 : bytes.length);
    exchange.getResponseBody().flush();
    exchange.close();
  }
}
