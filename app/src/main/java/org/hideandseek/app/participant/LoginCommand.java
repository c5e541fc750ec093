package org.hideandseek.app.participant;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hideandseek.app.CommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Keeps a personal token for the commands of participants. */
@Command(
    name = "login",
    description =
        "Keep a personal token for a platform. It is asked for, or read from standard input or HIDEANDSEEK_TOKEN.",
    mixinStandardHelpOptions = true)
public final class LoginCommand implements Callable<Integer> {
  @Mixin private AccessOptions options;

  @Option(names = "--remove", description = "Forget the token instead.")
  private boolean remove;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    return remove ? forget() : keep();
  }

  private int forget() throws IOException {
    String server = options.server();
    boolean had = options.file().remove(server);
    if (json) {
      Terminal.print(Terminal.object().put("server", server).put("removed", had));
    } else {
      Terminal.print(
          had
              ? "Forgot the token for "
                  + server
                  + "; it works until you revoke it on your account's page."
              : "No token was kept for " + server + ".");
    }
    return 0;
  }

  private int keep() throws IOException {
    String server = options.server();
    if (!options.plain()) {
      Access.requireConfidential(server);
    }
    String token = token(server);
    JsonNode account = new Remote(new Access(server, Optional.of(token))).get("/api/v1/account");
    options.file().keep(server, token, options.plain());
    String name = account.path("name").asText();
    if (json) {
      Terminal.print(
          Terminal.object()
              .put("server", server)
              .put("name", name)
              .put("file", options.file().path().toString()));
    } else {
      Terminal.print(
          "Logged in at "
              + server
              + " as "
              + Terminal.safe(name)
              + "; the token is in "
              + options.file().path()
              + ".");
    }
    return 0;
  }

  /** Never from the arguments, which other users of the machine and the shell's history see. */
  // Java 22 has a console even without a terminal; it reads standard input then, which is as well.
  @SuppressWarnings("SystemConsoleNull")
  private String token(String server) throws IOException {
    Optional<String> given = options.token();
    String token;
    Console console = System.console();
    if (given.isPresent()) {
      token = given.get();
    } else if (console != null) {
      char[] typed =
          console.readPassword("Token from your account's page at %s: ", server + "/account");
      token = typed == null ? "" : new String(typed);
    } else {
      String line =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      token = line == null ? "" : line;
    }
    if (!token.strip().matches("[!-~]{1,300}")) {
      throw new CommandException(
          ExitCodes.USAGE,
          "That is no token; make one on your account's page, "
              + server
              + "/account, and give it whole.");
    }
    return token.strip();
  }
}
