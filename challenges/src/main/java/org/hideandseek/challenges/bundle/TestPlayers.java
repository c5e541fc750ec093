package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.hideandseek.challenges.strict.RefusedValue;

/**
 * What {@code players/players.yaml} says: players whose results are known, to test a challenge with
 * before it opens.
 *
 * @param hiders with what each must come to
 * @param seekers likewise
 */
public record TestPlayers(List<Hider> hiders, List<Seeker> seekers) {
  /** No players. */
  public static final TestPlayers NONE = new TestPlayers(List.of(), List.of());

  public TestPlayers {
    hiders = hiders == null ? List.of() : List.copyOf(hiders);
    seekers = seekers == null ? List.of() : List.copyOf(seekers);
    Map<String, Hider> byName = new HashMap<>();
    for (int i = 0; i < hiders.size(); i++) {
      if (byName.put(hiders.get(i).name(), hiders.get(i)) != null) {
        throw new RefusedValue(
            "is '" + hiders.get(i).name() + "', which is there already", "hiders", "" + i, "name");
      }
    }
    for (int i = 0; i < seekers.size(); i++) {
      List<Against> auc = seekers.get(i).expect().auc();
      for (int j = 0; j < auc.size(); j++) {
        Optional<Hider> hider = Optional.ofNullable(byName.get(auc.get(j).hider()));
        if (hider.isEmpty() || hider.get().expect().end() != End.SUCCEEDED) {
          throw new RefusedValue(
              "is '"
                  + auc.get(j).hider()
                  + "', which is no hider of this file that is expected to succeed",
              "seekers",
              "" + i,
              "expect",
              "auc",
              "" + j,
              "hider");
        }
      }
    }
  }

  public boolean none() {
    return hiders.isEmpty() && seekers.isEmpty();
  }

  /**
   * Which container plays: exactly one of the three.
   *
   * @param reference the name of a reference player, such as {@code copy}
   * @param image as the engine knows it
   * @param archive an image archive in the bundle's folder {@code players}
   */
  public record Player(
      Optional<String> reference, Optional<String> image, Optional<String> archive) {
    public Player {
      if (Stream.of(reference, image, archive).filter(Optional::isPresent).count() != 1) {
        throw new IllegalArgumentException(
            "a player is either a reference, an image or an archive");
      }
      if (archive.isPresent() && !archive.get().matches("[A-Za-z0-9][A-Za-z0-9._-]*")) {
        throw new RefusedValue(
            "names a file of the bundle's folder players, unlike '" + archive.get() + "'",
            "archive");
      }
    }

    /** As people write it. */
    @Override
    public String toString() {
      return reference.or(() -> image).or(() -> archive).orElseThrow();
    }
  }

  /** How a run ends. */
  public enum End {
    @JsonProperty("succeeded")
    SUCCEEDED,
    @JsonProperty("failed")
    FAILED,
    @JsonProperty("timed-out")
    TIMED_OUT,
    @JsonProperty("out-of-memory")
    OUT_OF_MEMORY,
    @JsonProperty("output-refused")
    OUTPUT_REFUSED
  }

  /** Whether a hider reaches the gate. */
  public enum Gate {
    @JsonProperty("passed")
    PASSED,
    @JsonProperty("failed")
    FAILED
  }

  /**
   * A hider and its release.
   *
   * @param name in reports
   */
  public record Hider(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) Player player,
      @JsonProperty(required = true) HiderResult expect) {}

  /**
   * What a hider must come to.
   *
   * @param gate only of one that succeeds
   * @param reason a regular expression that the reason of its end must hold
   */
  public record HiderResult(End end, Optional<Gate> gate, Optional<String> reason) {
    public HiderResult {
      end = end == null ? End.SUCCEEDED : end;
      if (gate.isPresent() && end != End.SUCCEEDED) {
        throw new RefusedValue("belongs to a hider that succeeds", "gate");
      }
      requirePattern(reason);
    }
  }

  /**
   * A seeker and its matches.
   *
   * @param name in reports
   */
  public record Seeker(
      @JsonProperty(required = true) String name,
      @JsonProperty(required = true) Player player,
      @JsonProperty(required = true) SeekerResult expect) {}

  /**
   * What a seeker must come to.
   *
   * @param auc its matches; where there are none it plays the first hider that succeeds
   * @param reason a regular expression that the reason of its end must hold
   */
  public record SeekerResult(End end, List<Against> auc, Optional<String> reason) {
    public SeekerResult {
      end = end == null ? End.SUCCEEDED : end;
      auc = auc == null ? List.of() : List.copyOf(auc);
      if (!auc.isEmpty() && end != End.SUCCEEDED) {
        throw new RefusedValue("belongs to a seeker that succeeds", "auc");
      }
      requirePattern(reason);
    }
  }

  /**
   * The AUC of a seeker against a hider.
   *
   * @param from the least that is right, 0 to 1
   * @param to the most that is right
   */
  public record Against(
      @JsonProperty(required = true) String hider,
      @JsonProperty(required = true) double from,
      @JsonProperty(required = true) double to) {
    public Against {
      if (!(from >= 0 && from <= to && to <= 1)) {
        throw new IllegalArgumentException(
            "a range lies within 0 to 1 and begins with the lesser number");
      }
    }
  }

  private static void requirePattern(Optional<String> reason) {
    try {
      reason.ifPresent(Pattern::compile);
    } catch (PatternSyntaxException e) {
      throw new RefusedValue("is no regular expression: " + e.getDescription(), "reason");
    }
  }
}
