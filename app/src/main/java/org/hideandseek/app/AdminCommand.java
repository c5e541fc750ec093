package org.hideandseek.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hideandseek.app.client.OperatorClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Makes administrators and sees to accounts on the platform that runs on a data folder. */
@Command(
    name = "admin",
    description =
        "Make an administrator, change roles, or help who has lost a password or second factor.",
    mixinStandardHelpOptions = true)
final class AdminCommand implements Callable<Integer> {
  private enum Verb {
    create,
    grant,
    revoke,
    reset_password,
    reset_second_factor;

    @Override
    public String toString() {
      return name().replace('_', '-');
    }
  }

  @Parameters(
      index = "0",
      description =
          "create for an account with the role of an administrator, whose password is asked for;"
              + " grant or revoke for a role of an account; reset-password for a link to set a new password, which works once;"
              + " reset-second-factor to take away the second factor of who has lost it.",
      converter = VerbConverter.class)
  private Verb verb;

  @Option(names = "--email", required = true, description = "E-mail address of the account.")
  private String email;

  @Option(
      names = "--name",
      description = "Name of who gets the new account (default: what is before the @).")
  private Optional<String> name;

  @Option(
      names = "--password-stdin",
      description = "For create: read the password from standard input, not from the terminal.")
  private boolean fromStandardInput;

  @Option(
      names = "--organiser-of",
      paramLabel = "CHALLENGE",
      description = "The role is organiser of this challenge, instead of administrator.")
  private Optional<String> challenge;

  @Option(
      names = "--data",
      description = "The running platform's data folder (default: var/platform).")
  private Optional<Path> data;

  private static final class VerbConverter implements ITypeConverter<Verb> {
    @Override
    public Verb convert(String word) {
      return Arrays.stream(Verb.values())
          .filter(verb -> verb.toString().equals(word))
          .findFirst()
          .orElseThrow(
              () ->
                  new TypeConversionException(
                      "expected create, grant, revoke, reset-password or reset-second-factor, not '"
                          + word
                          + "'"));
    }
  }

  @Override
  public Integer call() throws IOException {
    var client = OperatorClient.of(data.orElse(Home.data("platform")));
    ObjectNode document = new ObjectMapper().createObjectNode().put("email", email);
    switch (verb) {
      case create -> {
        document.put("name", name.orElse(email.replaceFirst("@.*", "")));
        document.put("password", password());
        client.post("/api/v1/administrators", document);
        System.err.println("Made the account of " + email + ", an administrator's.");
      }
      case grant, revoke -> {
        document.put("role", challenge.isPresent() ? "organiser" : "administrator");
        document.put("challenge", challenge.orElse(""));
        document.put("held", verb == Verb.grant);
        client.post("/api/v1/roles", document);
        System.err.println(
            email
                + (verb == Verb.grant ? " is now " : " is no longer ")
                + challenge.map(of -> "an organiser of " + of).orElse("an administrator")
                + ".");
      }
      case reset_second_factor -> {
        client.post("/api/v1/second-factor-resets", document);
        System.err.println("Log-ins of " + email + " ask for no code any more.");
      }
      case reset_password -> {
        JsonNode answer = client.post("/api/v1/password-resets", document);
        System.out.println(answer.path("link").asText());
        System.err.println(
            "With this link, the owner of "
                + email
                + " can set a new password, once and within a day.");
      }
    }
    return 0;
  }

  /** Never from the arguments, which other users of the machine and the shell's history see. */
  // Java 22 has a console even without a terminal; it reads standard input then, which is as well.
  @SuppressWarnings("SystemConsoleNull")
  private String password() throws IOException {
    if (fromStandardInput) {
      String line =
          new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
      if (line == null) {
        throw new CommandException("Standard input is empty; write the password into it.");
      }
      return line;
    }
    Console console = System.console();
    if (console == null) {
      throw new CommandException(
          "There is no terminal to ask for the password; write it into standard input and add --password-stdin.");
    }
    char[] first = console.readPassword("Password (12 characters or more): ");
    char[] second = console.readPassword("Once more: ");
    if (first == null || !Arrays.equals(first, second)) {
      throw new CommandException("The two passwords differ; nothing was made. Start again.");
    }
    return new String(first);
  }
}
