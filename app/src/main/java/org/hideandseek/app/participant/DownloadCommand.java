package org.hideandseek.app.participant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.hideandseek.app.CommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes home what is one's own. */
@Command(
    name = "download",
    description =
        "Get your upload back, a release of your hider, or its scores. Run again, it goes on where a cut download stopped.",
    mixinStandardHelpOptions = true)
public final class DownloadCommand implements Callable<Integer> {
  private enum What {
    upload,
    release,
    scores
  }

  @Mixin private AccessOptions options;

  @Parameters(index = "0", paramLabel = "SUBMISSION", description = "Its number.")
  private long submission;

  @Option(names = "--what", required = true, description = "${COMPLETION-CANDIDATES}.")
  private What what;

  @Option(
      names = "--split",
      defaultValue = "1",
      description = "Of a release, which split (default: ${DEFAULT-VALUE}).")
  private int split;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "FILE",
      description = "Where it goes; scores are CSV in a file ending in .csv, else JSON.")
  private Path file;

  @Option(names = "--overwrite", description = "Replace the file if it is there.")
  private boolean overwrite;

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (Files.exists(file) && !overwrite) {
      throw new CommandException(
          ExitCodes.USAGE, file + " is there already; name another file, or add --overwrite.");
    }
    Remote remote = new Remote(options.needAccess());
    String api = "/api/v1/submissions/" + submission;
    FileDownload download =
        switch (what) {
          case upload -> new FileDownload(remote, api + "/upload", file);
          case release -> new FileDownload(remote, api + "/releases/" + split, file);
          case scores ->
              new FileDownload(
                  remote,
                  file.toString().toLowerCase(Locale.ROOT).endsWith(".csv")
                      ? "/submissions/" + submission + "/scores.csv"
                      : api + "/scores",
                  file);
        };
    FileDownload.Got got = download.get();
    if (json) {
      Terminal.print(
          Terminal.object()
              .put("file", file.toString())
              .put("bytes", got.bytes())
              .put("sha256", got.sha256()));
    } else {
      Terminal.print(file + ", " + got.bytes() + " bytes, SHA-256 " + got.sha256());
    }
    return 0;
  }
}
