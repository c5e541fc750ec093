package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Set;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.challenges.split.People;
import org.hideandseek.challenges.split.SecretSeed;
import org.hideandseek.challenges.split.SplitSizes;

/**
 * What {@code challenge.yaml} says.
 *
 * @param name in addresses: lower-case letters, digits and '-'
 * @param title on pages
 * @param summary one sentence
 * @param data where the patients come from
 * @param publicShare the share of the patients that is published for practice; the rest is private
 * @param splits how often and into what the private patients are divided
 * @param knowledge what seekers are given besides release and candidates
 * @param facets what the total utility is the smallest of
 * @param gate the total utility that a hider must reach to be ranked, between 0 and 1
 * @param hiders limits of a hider's run
 * @param seekers limits of a seeker's run
 */
public record Challenge(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) String title,
    @JsonProperty(required = true) String summary,
    @JsonProperty(required = true) Data data,
    @JsonProperty(value = "public_share", required = true) double publicShare,
    @JsonProperty(required = true) Splits splits,
    Knowledge knowledge,
    @JsonProperty(required = true) List<Facet> facets,
    @JsonProperty(required = true) double gate,
    @JsonProperty(required = true) PlayerLimits hiders,
    @JsonProperty(required = true) PlayerLimits seekers) {

  public Challenge {
    if (name == null || !name.matches("[a-z0-9][a-z0-9-]{1,39}")) {
      throw new IllegalArgumentException(
          "a challenge's name has 2 to 40 lower-case letters, digits and '-', unlike '"
              + name
              + "'");
    }
    if (!(publicShare > 0 && publicShare < 1)) {
      throw new IllegalArgumentException("public_share lies between 0 and 1, not " + publicShare);
    }
    if (!(gate >= 0 && gate <= 1)) {
      throw new IllegalArgumentException("gate lies between 0 and 1, not " + gate);
    }
    knowledge = knowledge == null ? Knowledge.NONE : knowledge;
    facets = List.copyOf(facets);
    if (facets.isEmpty() || Set.copyOf(facets).size() != facets.size()) {
      throw new IllegalArgumentException("facets lists at least one facet, and none twice");
    }
  }

  /**
   * Where the patients come from: exactly one of the two.
   *
   * @param importer name of a built-in importer
   * @param cohort a folder of the bundle with {@code schema.json} and the four arrays
   */
  public record Data(String importer, String cohort) {
    public Data {
      if ((importer == null) == (cohort == null)) {
        throw new IllegalArgumentException("data names either an importer or a cohort folder");
      }
    }
  }

  /**
   * The divisions of the private patients.
   *
   * @param count how many independent splits are played
   * @param sizes patients in each
   */
  public record Splits(
      @JsonProperty(required = true) int count, @JsonProperty(required = true) SplitSizes sizes) {
    public Splits {
      if (count < 1 || count > 100) {
        throw new IllegalArgumentException("a challenge has 1 to 100 splits, not " + count);
      }
    }
  }

  /** The limits of a role's runs. */
  public PlayerLimits limits(PlayerRole role) {
    return switch (role) {
      case HIDER -> hiders;
      case SEEKER -> seekers;
    };
  }

  /**
   * Which patients of a cohort are public, where each is another person.
   *
   * @param n the number of patients
   */
  public Shares shares(int n) {
    return shares(People.each(n));
  }

  /**
   * Which patients of a cohort are public; all of one person go to one side. The division is no
   * secret: it follows from the challenge's name.
   */
  public Shares shares(People people) {
    int published = (int) Math.round(publicShare * people.patients());
    List<int[]> parts = people.deal(SecretSeed.guessable(0).derive("public", name), published);
    return new Shares(parts.get(0), parts.get(1));
  }

  /**
   * Positions in the challenge's cohort.
   *
   * @param published the public patients
   * @param secret the private patients
   */
  public record Shares(int[] published, int[] secret) {}
}
