package org.hideandseek.app.score;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.hideandseek.app.CommandException;
import org.hideandseek.challenges.accounting.PrivacyCost;
import org.hideandseek.challenges.accounting.SubsampledGaussian;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Accounts for the subsampled Gaussian mechanism, as in DP-SGD. */
@Command(
    name = "epsilon",
    description =
        "What the subsampled Gaussian mechanism costs, or the noise that a wanted epsilon needs.",
    mixinStandardHelpOptions = true)
public final class EpsilonCommand implements Callable<Integer> {
  /** What is known: exactly one of the two. */
  private static final class Known {
    @Option(
        names = "--sigma",
        description = "Noise multiplier: standard deviation of the noise by clipping norm.")
    private Double sigma;

    @Option(
        names = "--epsilon",
        description = "The epsilon that is wanted; the noise for it is found.")
    private Double epsilon;
  }

  @ArgGroup(exclusive = true, multiplicity = "1")
  private Known known;

  @Option(
      names = "--rate",
      required = true,
      description = "Chance of a patient to be in a step's sample, in (0, 1].")
  private double rate;

  @Option(names = "--steps", required = true, description = "How many steps.")
  private int steps;

  @Option(names = "--delta", required = true, description = "In (0, 1).")
  private double delta;

  @Option(
      names = "--json",
      description = "Write the numbers into this file instead of printing them.")
  private Optional<Path> json;

  @Override
  public Integer call() throws IOException {
    try {
      SubsampledGaussian mechanism =
          known.sigma != null
              ? new SubsampledGaussian(known.sigma, rate, steps)
              : SubsampledGaussian.forEpsilon(known.epsilon, rate, steps, delta);
      PrivacyCost cost = mechanism.cost(delta);
      if (!Double.isFinite(cost.epsilon())) {
        throw new CommandException(
            "With sigma "
                + mechanism.sigma()
                + " there is too little noise for any epsilon; choose a larger one.");
      }
      new Figures(
              JsonNodeFactory.instance
                  .objectNode()
                  .put("epsilon", cost.epsilon())
                  .put("order", cost.order())
                  .put("sigma", mechanism.sigma()))
          .line("epsilon", cost.epsilon())
          .line("order", cost.order())
          .line("sigma", mechanism.sigma())
          .report(json, System.out);
      return 0;
    } catch (IllegalArgumentException e) {
      throw new CommandException("This can't be accounted for: " + e.getMessage() + ".");
    }
  }
}
