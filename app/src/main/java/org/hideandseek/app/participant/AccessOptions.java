package org.hideandseek.app.participant;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import org.hideandseek.app.CommandException;
import picocli.CommandLine.Option;

/**
 * Which platform a command speaks to, and by which token: what its options say, else the
 * environment, else the last login.
 */
final class AccessOptions {
  static final String TOKEN = "HIDEANDSEEK_TOKEN";
  private static final String SERVER = "HIDEANDSEEK_SERVER";

  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "Address of the platform (default: HIDEANDSEEK_SERVER, else that of the last login).")
  private Optional<String> server;

  @Option(
      names = "--insecure-http",
      description = "Send the token over plain HTTP to another machine than this one.")
  private boolean plain;

  private final Map<String, String> environment = System.getenv();

  AccessFile file() {
    return AccessFile.ofUser(environment);
  }

  boolean plain() {
    return plain;
  }

  /** The address of the platform; a refusal to guess if there is none. */
  String server() throws IOException {
    Optional<String> named = server.or(() -> set(SERVER)).map(Access::address);
    return named
        .or(this::stored)
        .orElseThrow(
            () ->
                new CommandException(
                    ExitCodes.NOT_ALLOWED,
                    "No platform is known; log in first with ./hideandseek login --server URL."));
  }

  private Optional<String> stored() {
    try {
      return file().current();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A token of the environment. */
  Optional<String> token() {
    return set(TOKEN);
  }

  /** For what everybody may see, and whoever has logged in perhaps more of. */
  Access access() throws IOException {
    String address = server();
    Optional<String> token = token().isPresent() ? token() : file().token(address);
    if (token.isPresent() && !plain && !file().plain(address)) {
      Access.requireConfidential(address);
    }
    return new Access(address, token);
  }

  /** For what needs to know who asks. */
  Access needAccess() throws IOException {
    Access access = access();
    if (access.token().isEmpty()) {
      throw new CommandException(
          ExitCodes.NOT_ALLOWED,
          "You are not logged in at "
              + access.server()
              + "; make a token on your account's page there, and run ./hideandseek login --server "
              + access.server()
              + ".");
    }
    return access;
  }

  private Optional<String> set(String variable) {
    return Optional.ofNullable(environment.get(variable))
        .map(String::strip)
        .filter(text -> !text.isEmpty());
  }
}
