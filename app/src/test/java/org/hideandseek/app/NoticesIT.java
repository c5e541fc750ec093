package org.hideandseek.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.hideandseek.challenges.bundle.Bundle;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.platform.account.Identities.Arrival;
import org.hideandseek.platform.account.Identity;
import org.hideandseek.platform.account.LogIn;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.database.DatabaseConfig;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import picocli.CommandLine;

/** A whole node tells people what happened, by mail through a server, also after a restart. */
@OnBothDatabases
final class NoticesIT {
  private static final String CHALLENGE = "mayo-pbc";
  private static final String HERE = "192.0.2.7";

  @Parameter private EmptyDatabases databases;
  @TempDir private Path folder;
  private DatabaseConfig database;
  private Mailbox mailbox;
  private Node node;

  @BeforeEach
  void open() throws IOException {
    mailbox = new Mailbox();
    database = databases.next(folder.resolve("data"));
    openNode();
  }

  private void openNode() throws IOException {
    NodeOptions options =
        CommandLine.populateCommand(
            new NodeOptions(),
            Stream.concat(
                    Stream.of("--port", "0", "--public-url", "https://privacy.example"),
                    OpenedNode.options(database))
                .toArray(String[]::new));
    options.readEnvironment(
        Map.of(
            "HIDEANDSEEK_SMTP_URL",
            "smtp://127.0.0.1:" + mailbox.port(),
            "HIDEANDSEEK_MAIL_FROM",
            "no-reply@privacy.example"));
    node = Node.open(folder.resolve("data"), options);
  }

  @AfterEach
  void close() throws IOException {
    node.close();
    mailbox.close();
  }

  @Test
  void whatHappenedBeforeARestartIsToldOnceAfterIt() throws Exception {
    node.platform()
        .challenges()
        .openOverriding(
            Bundle.find(CHALLENGE), SecretSeed.guessable(1), "a test: its seed is no secret");
    People people = node.platform().people();
    Person ida = person("ida");
    Person bob = person("bob");
    people.teams().make(ida, CHALLENGE, "Lethe", HERE);
    people.teams().join(bob, people.teams().invite(ida, CHALLENGE, 1, HERE), HERE);
    people.forgotten().ask("bob@example.org", HERE);
    node.close();
    assertThat(mailbox.subjects()).isEmpty();

    openNode();
    node.play();
    await().atMost(Duration.ofSeconds(60)).until(() -> mailbox.subjects().size() >= 2);
    node.close();
    openNode();
    node.play();
    node.platform().people().forgotten().ask("ida@example.org", HERE);
    await().atMost(Duration.ofSeconds(60)).until(() -> mailbox.subjects().size() >= 3);
    assertThat(mailbox.subjects())
        .containsExactlyInAnyOrder(
            "A new password for Hide-and-Seek",
            "bob joined Lethe",
            "A new password for Hide-and-Seek");
    assertThat(node.platform().people().notices().of(ida, Long.MAX_VALUE)).hasSize(1);
  }

  /** Somebody whose provider says that their address is theirs. */
  private Person person(String name) {
    People people = node.platform().people();
    Identity identity = new Identity("https://id.example", name, name + "@example.org", true, name);
    Arrival.Known known = (Arrival.Known) people.identities().logIn(identity, HERE);
    String session = ((LogIn.Session) known.logIn()).secret();
    return people.bySession(session).orElseThrow();
  }
}
