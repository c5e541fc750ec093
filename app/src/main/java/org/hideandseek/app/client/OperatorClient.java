package org.hideandseek.app.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hideandseek.app.CommandException;
import org.hideandseek.app.Node;
import org.hideandseek.platform.audience.OperatorDesk;

/** Finds the platform that runs on a data folder, and its operator's token. */
public final class OperatorClient {
  private OperatorClient() {}

  /**
   * A client with the operator's token.
   *
   * @throws CommandException if no platform has run on the folder
   */
  public static ApiClient of(Path data) throws IOException {
    Path token = data.resolve(OperatorDesk.TOKEN_FILE);
    Path address = data.resolve(Node.ADDRESS_FILE);
    if (!Files.exists(token) || !Files.exists(address)) {
      throw new CommandException(
          "No platform has run on the folder "
              + data
              + "; start one with ./hideandseek serve, or name its folder with --data.");
    }
    return new ApiClient(Files.readString(address).strip(), Files.readString(token).strip());
  }
}
