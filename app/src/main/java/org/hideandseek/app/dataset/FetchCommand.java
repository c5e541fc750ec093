package org.hideandseek.app.dataset;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hideandseek.app.CommandException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Gets a dataset from its publisher. */
@Command(
    name = "fetch",
    description =
        "Get a dataset from its publisher, and compare every file with the published checksum. Run again, it goes on.",
    mixinStandardHelpOptions = true)
final class FetchCommand implements Callable<Integer> {
  @Parameters(paramLabel = "DATASET", description = "physionet-2012 or physionet-2019.")
  private String name;

  @Option(names = "--to", required = true, description = "Folder that gets the files.")
  private Path to;

  @Option(
      names = "--mirror",
      description =
          "Address of a folder with the same files and SHA256SUMS.txt (default: the publisher's).")
  private Optional<URI> mirror;

  private final PrintStream out = System.out;

  @Override
  public Integer call() throws IOException, InterruptedException {
    PublishedDataset dataset =
        PublishedDataset.of(name)
            .orElseThrow(
                () ->
                    new CommandException(
                        "'"
                            + name
                            + "' can't be fetched; there are "
                            + String.join(" and ", PublishedDataset.words())
                            + ". docs/data.md says how to get the others."));
    Fetcher.Fetched fetched =
        new Fetcher(mirror.orElse(dataset.address()), out::println).fetch(dataset.files(), to);
    out.println(
        fetched.files()
            + " files are in "
            + to
            + ", "
            + fetched.already()
            + " of them from before. Go on with ./hideandseek dataset import "
            + name
            + " --from "
            + to
            + " --to var/datasets/"
            + name);
    return 0;
  }
}
