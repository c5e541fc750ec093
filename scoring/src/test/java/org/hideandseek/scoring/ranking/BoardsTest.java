package org.hideandseek.scoring.ranking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.hideandseek.challenges.bundle.Facet;
import org.hideandseek.scoring.Interval;
import org.hideandseek.scoring.privacy.MatchPrivacy;
import org.hideandseek.scoring.ranking.HiderRow.Standing;
import org.hideandseek.scoring.ranking.MatchOutcome.Score;
import org.hideandseek.scoring.ranking.SeekerRow.Against;
import org.junit.jupiter.api.Test;

class BoardsTest {
  private static final double Z = Interval.normalQuantile(0.95);

  /** A game with two splits in which every entrant has a team of its own unless told otherwise. */
  private static final class Table {
    private final List<Entrant> hiders = new ArrayList<>();
    private final List<Entrant> seekers = new ArrayList<>();
    private final List<ReleaseOutcome> releases = new ArrayList<>();
    private final List<MatchOutcome> matches = new ArrayList<>();

    Table hider(String name, String team, double... utilities) {
      hiders.add(new Entrant(name, team));
      for (int split = 0; split < utilities.length; split++) {
        releases.add(
            ReleaseOutcome.scored(
                name, split, Map.of(Facet.MARGINALS, utilities[split], Facet.MISSINGNESS, 1.0)));
      }
      return this;
    }

    Table hider(String name) {
      return hider(name, "team of " + name, 0.9, 0.9);
    }

    Table seeker(String name) {
      return seeker(name, "team of " + name);
    }

    Table seeker(String name, String team) {
      seekers.add(new Entrant(name, team));
      return this;
    }

    Table match(String hider, String seeker, double... aucs) {
      for (int split = 0; split < aucs.length; split++) {
        matches.add(
            Double.isNaN(aucs[split])
                ? MatchOutcome.failed(hider, seeker, split)
                : MatchOutcome.scored(
                    hider, seeker, split, new Score(aucs[split], 1e-4, aucs[split])));
      }
      return this;
    }

    Games games() {
      return new Games(hiders, seekers, 2, 0.5, releases, matches);
    }

    Boards boards() {
      return Boards.of(games());
    }

    HiderRow hiderRow(String name) {
      return boards().hiders().stream()
          .filter(row -> row.hider().equals(name))
          .findFirst()
          .orElseThrow();
    }

    SeekerRow seekerRow(String name) {
      return boards().seekers().stream()
          .filter(row -> row.seeker().equals(name))
          .findFirst()
          .orElseThrow();
    }
  }

  private static List<String> order(Boards boards) {
    return boards.hiders().stream()
        .map(row -> row.hider() + (row.rank().isPresent() ? " " + row.rank().getAsInt() : ""))
        .toList();
  }

  @Test
  void aHiderIsRankedByItsStrongestSeeker() {
    Boards boards =
        new Table()
            .hider("evenly")
            .hider("weakly")
            .seeker("a")
            .seeker("b")
            .match("evenly", "a", 0.6, 0.6)
            .match("evenly", "b", 0.6, 0.6)
            .match("weakly", "a", 0.5, 0.5)
            .match("weakly", "b", 0.65, 0.65)
            .boards();

    assertThat(order(boards)).containsExactly("evenly 1", "weakly 2");
    HiderRow.Privacy weakly = boards.hiders().get(1).privacy().orElseThrow();
    assertThat(weakly.worstSeeker()).isEqualTo("b");
    assertThat(weakly.worstAuc()).isEqualTo(0.65);
    assertThat(weakly.meanAccuracy()).isCloseTo((0.5 + 0.65) / 2, within(1e-12));
    assertThat(boards.hiders().get(0).privacy().orElseThrow().worstSeeker()).isEqualTo("a");
  }

  @Test
  void hidersWithTheSameWorstAucShareARank() {
    Boards boards =
        new Table()
            .hider("c")
            .hider("b")
            .hider("a")
            .seeker("s")
            .match("a", "s", 0.7, 0.5)
            .match("b", "s", 0.6, 0.6)
            .match("c", "s", 0.5, 0.5)
            .boards();

    assertThat(order(boards)).containsExactly("c 1", "a 2", "b 2");
    assertThat(
            order(
                new Table()
                    .hider("a")
                    .hider("b")
                    .hider("c")
                    .seeker("s")
                    .match("a", "s", 0.5, 0.5)
                    .match("b", "s", 0.5, 0.5)
                    .match("c", "s", 0.6, 0.6)
                    .boards()))
        .containsExactly("a 1", "b 1", "c 3");
  }

  @Test
  void utilityIsTheSmallestOfTheFacetsMeansOverSplits() {
    HiderRow row = new Table().hider("h", "t", 0.4, 0.8).hiderRow("h");

    assertThat(row.facets().get(Facet.MARGINALS)).isCloseTo(0.6, within(1e-12));
    assertThat(row.utility().orElseThrow()).isCloseTo(0.6, within(1e-12));
  }

  @Test
  void whoeverFailsTheGateOrARunOrWaitsIsShownLastAndUnranked() {
    Table table =
        new Table()
            .hider("a-gate", "t1", 0.49, 0.49)
            .hider("b-failed", "t2", 0.9)
            .hider("c-waiting", "t3", 0.9)
            .hider("d-unmet", "t4", 0.9, 0.9)
            .hider("e-good", "t5", 0.5, 0.5)
            .seeker("s")
            .match("a-gate", "s", 0.4, 0.4)
            .match("b-failed", "s", 0.4)
            .match("e-good", "s", 0.9, 0.9);
    table.releases.add(ReleaseOutcome.failed("b-failed", 1));

    assertThat(order(table.boards()))
        .containsExactly("e-good 1", "a-gate", "b-failed", "c-waiting", "d-unmet");
    assertThat(table.boards().hiders().stream().map(HiderRow::standing))
        .containsExactly(
            Standing.RANKED,
            Standing.GATE_FAILED,
            Standing.RELEASE_FAILED,
            Standing.WAITING,
            Standing.WAITING);
    // And they count for no seeker.
    assertThat(table.seekerRow("s").strength().orElseThrow().meanAuc()).isEqualTo(0.9);
  }

  @Test
  void theIntervalOfOneSeekerIsThatOfItsMean() {
    HiderRow.Privacy privacy =
        new Table().hider("h").seeker("s").match("h", "s", 0.6, 0.6).hiderRow("h").privacy().get();

    double halfWidth = Z * Math.sqrt(1e-4 / 2);
    assertThat(privacy.worstAucInterval().low()).isCloseTo(0.6 - halfWidth, within(1e-12));
    assertThat(privacy.worstAucInterval().high()).isCloseTo(0.6 + halfWidth, within(1e-12));
  }

  @Test
  void splitsThatDifferBeyondChanceWidenTheInterval() {
    HiderRow.Privacy privacy =
        new Table().hider("h").seeker("s").match("h", "s", 0.5, 0.7).hiderRow("h").privacy().get();

    // The sample variance 0.02 contains the variance within; over two splits.
    Met met = privacy.seekers().get(0);
    assertThat(met.varianceWithin()).isEqualTo(1e-4);
    assertThat(met.varianceBetween()).isCloseTo(0.02 - 1e-4, within(1e-12));
    assertThat(met.variance()).isCloseTo(0.02 / 2, within(1e-12));
    assertThat(met.degrees()).isCloseTo(1 / (0.995 * 0.995), within(1e-9));
    // One difference says next to nothing about the variance between: t is above 12.
    assertThat(privacy.worstAucInterval()).isEqualTo(new Interval(0, 1));
  }

  @Test
  void theIntervalOfTheLargestAllowsForHavingPickedIt() {
    HiderRow.Privacy privacy =
        new Table()
            .hider("h")
            .seeker("s")
            .seeker("t")
            .match("h", "s", 0.6, 0.6)
            .match("h", "t", 0.5, 0.5)
            .hiderRow("h")
            .privacy()
            .orElseThrow();

    double halfWidth = Interval.normalQuantile(0.975) * Math.sqrt(1e-4 / 2);
    assertThat(privacy.worstAucInterval().low()).isCloseTo(0.6 - halfWidth, within(1e-12));
    // Only the upper bound of the one that is truly the strongest has to hold.
    assertThat(privacy.worstAucInterval().high())
        .isCloseTo(0.6 + Z * Math.sqrt(1e-4 / 2), within(1e-12));
  }

  @Test
  void theStrongestIsPickedOnOtherSplitsThanItIsJudgedOn() {
    HiderRow.Privacy privacy =
        new Table()
            .hider("h")
            .seeker("a")
            .seeker("b")
            .match("h", "a", 0.6, 0.5)
            .match("h", "b", 0.52, 0.56)
            .hiderRow("h")
            .privacy()
            .orElseThrow();

    // On split 0 counts b, the best on split 1; on split 1 counts a.
    assertThat(privacy.correctedAuc()).isCloseTo((0.52 + 0.5) / 2, within(1e-12));
    assertThat(privacy.worstAuc()).isCloseTo(0.55, within(1e-12));
    assertThat(privacy.meanAuc()).isCloseTo((0.55 + 0.54) / 2, within(1e-12));
    assertThat(privacy.worstAucInterval().contains(privacy.correctedAuc())).isTrue();
  }

  @Test
  void seekersThatAreAlikeCountAsOne() {
    Table table = new Table().hider("h");
    for (int s = 0; s < 20; s++) {
      table.seeker("s" + s).match("h", "s" + s, 0.7, 0.72);
    }

    assertThat(table.hiderRow("h").privacy().orElseThrow().correctedAuc())
        .isCloseTo(0.71, within(1e-12));
  }

  @Test
  void oneSplitIsCorrectedByNormalTheory() {
    HiderRow.Privacy alone =
        new Table().hider("h").seeker("a").match("h", "a", 0.6).hiderRow("h").privacy().get();
    HiderRow.Privacy level =
        new Table()
            .hider("h")
            .seeker("a")
            .seeker("b")
            .match("h", "a", 0.6)
            .match("h", "b", 0.6)
            .hiderRow("h")
            .privacy()
            .orElseThrow();
    HiderRow.Privacy clear =
        new Table()
            .hider("h")
            .seeker("a")
            .seeker("b")
            .match("h", "a", 0.7)
            .match("h", "b", 0.5)
            .hiderRow("h")
            .privacy()
            .orElseThrow();

    assertThat(alone.correctedAuc()).isEqualTo(0.6);
    // The larger of two standard normal errors is 1 / sqrt(pi) on average.
    assertThat(level.correctedAuc()).isCloseTo(0.6 - 0.01 / Math.sqrt(Math.PI), within(1e-9));
    assertThat(clear.correctedAuc()).isCloseTo(0.7, within(1e-9));
  }

  @Test
  void aTeamsOwnMatchesRankNobody() {
    Table table =
        new Table()
            .hider("mine", "us", 0.9, 0.9)
            .hider("theirs", "them", 0.9, 0.9)
            .seeker("ours", "us")
            .seeker("others", "third")
            .match("mine", "ours", 0.99, 0.99)
            .match("mine", "others", 0.6, 0.6)
            .match("theirs", "ours", 0.7, 0.7)
            .match("theirs", "others", 0.5, 0.5);

    assertThat(table.hiderRow("mine").privacy().orElseThrow().worstSeeker()).isEqualTo("others");
    assertThat(table.hiderRow("mine").played()).isEqualTo(new Played(2, 0, 0));
    assertThat(table.seekerRow("ours").strength().orElseThrow().meanAuc()).isEqualTo(0.7);
    assertThat(table.seekerRow("ours").rank()).hasValue(1);
  }

  @Test
  void aSeekerIsRankedByItsMeanAndShownWithItsBestAndItsWorst() {
    Table table =
        new Table()
            .hider("x")
            .hider("y")
            .seeker("a")
            .seeker("b")
            .match("x", "a", 0.6, 0.8)
            .match("y", "a", 0.5, 0.5)
            .match("x", "b", 0.7, 0.7)
            .match("y", "b", 0.7, 0.7);

    assertThat(table.boards().seekers().stream().map(SeekerRow::seeker)).containsExactly("b", "a");
    SeekerRow.Strength a = table.seekerRow("a").strength().orElseThrow();
    assertThat(a.meanAuc()).isCloseTo(0.6, within(1e-12));
    assertThat(a.best().hider()).isEqualTo("x");
    assertThat(a.best().auc()).isCloseTo(0.7, within(1e-12));
    assertThat(a.worst()).isEqualTo(new Against("y", 0.5));
    assertThat(table.seekerRow("b").strength().orElseThrow().best().hider()).isEqualTo("x");
    assertThat(table.seekerRow("b").strength().orElseThrow().worst().hider()).isEqualTo("x");
  }

  @Test
  void aMatchWithoutScoreCountsAsChanceForTheSeekerWhetherFailedOrToCome() {
    Table failed =
        new Table()
            .hider("x")
            .hider("y")
            .seeker("s")
            .match("x", "s", 0.9, Double.NaN)
            .match("y", "s", Double.NaN, Double.NaN);
    Table pending = new Table().hider("x").hider("y").seeker("s").match("x", "s", 0.9);

    // y has met nobody, so it is not ranked and does not count.
    assertThat(failed.seekerRow("s").strength().orElseThrow().meanAuc())
        .isCloseTo(0.7, within(1e-12));
    assertThat(failed.seekerRow("s").played()).isEqualTo(new Played(1, 1, 0));
    assertThat(pending.seekerRow("s").played()).isEqualTo(new Played(1, 0, 1));
    failed.seeker("t").match("y", "t", 0.6, 0.6);
    assertThat(failed.seekerRow("s").strength().orElseThrow().meanAuc())
        .isCloseTo(0.6, within(1e-12));
    assertThat(failed.seekerRow("s").strength().orElseThrow().worst())
        .isEqualTo(new Against("y", 0.5));
  }

  @Test
  void failingNeverRaisesASeekerAboveChance() {
    Table honest = new Table().hider("x").hider("y").seeker("s").seeker("t");
    honest.match("y", "t", 0.5, 0.5).match("x", "s", 0.8, 0.8).match("y", "s", 0.55, 0.55);
    Table failing = new Table().hider("x").hider("y").seeker("s").seeker("t");
    failing.match("y", "t", 0.5, 0.5).match("x", "s", 0.8, 0.8);
    failing.match("y", "s", Double.NaN, Double.NaN);

    assertThat(failing.seekerRow("s").strength().orElseThrow().meanAuc())
        .isLessThan(honest.seekerRow("s").strength().orElseThrow().meanAuc());
  }

  @Test
  void aSeekerThatFailsNeitherVouchesForAHiderNorAccusesIt() {
    Table table =
        new Table()
            .hider("h")
            .seeker("a")
            .seeker("b")
            .match("h", "a", 0.6, 0.6)
            .match("h", "b", Double.NaN, 0.7);

    HiderRow.Privacy privacy = table.hiderRow("h").privacy().orElseThrow();
    assertThat(privacy.worstAuc()).isEqualTo(0.7);
    assertThat(privacy.meanAccuracy()).isCloseTo(0.65, within(1e-12));
    assertThat(table.hiderRow("h").played()).isEqualTo(new Played(3, 1, 0));
  }

  @Test
  void aHiderGainsNothingByBreakingAStrongSeeker() {
    Table table = new Table();
    String[] hiders = {"x", "y", "z"};
    double[][] aucs = {{0.55, 0.8}, {0.5, 0.75}, {0.55, Double.NaN}};
    table.seeker("weak").seeker("strong");
    for (int h = 0; h < 3; h++) {
      table.hider(hiders[h]);
      table.match(hiders[h], "weak", aucs[h][0], aucs[h][0]);
      table.match(hiders[h], "strong", aucs[h][1], aucs[h][1]);
    }

    HiderRow.Privacy z = table.hiderRow("z").privacy().orElseThrow();
    assertThat(z.correctedAuc()).isCloseTo(0.8, within(1e-9));
    assertThat(z.worstSeeker()).isEqualTo("weak");
    assertThat(z.worstAucInterval().contains(0.8)).isTrue();
    assertThat(z.seekers().get(0).expected()).isTrue();
    assertThat(z.meanAuc()).isCloseTo(0.55, within(1e-12));
    assertThat(order(table.boards())).containsExactly("y 1", "x 2", "z 2");
  }

  @Test
  void aSeekerThatFailsOnSomeSplitsDoesNotDropOut() {
    HiderRow.Privacy privacy =
        new Table()
            .hider("h")
            .seeker("a")
            .seeker("b")
            .match("h", "a", 0.55, 0.55)
            .match("h", "b", 0.8, Double.NaN)
            .hiderRow("h")
            .privacy()
            .orElseThrow();

    assertThat(privacy.correctedAuc()).isCloseTo(0.8, within(1e-12));
  }

  @Test
  void failingDoesNotLiftASeekerThatIsWorseThanChance() {
    Table table =
        new Table()
            .hider("x")
            .hider("y")
            .seeker("s")
            .seeker("t")
            .match("x", "s", 0.4, 0.4)
            .match("y", "s", Double.NaN, Double.NaN)
            .match("y", "t", 0.5, 0.5);

    assertThat(table.seekerRow("s").strength().orElseThrow().meanAuc())
        .isCloseTo(0.4, within(1e-12));
  }

  @Test
  void ranksThatTheDataCannotTellApartShareARange() {
    Table table =
        new Table()
            .hider("a")
            .hider("b")
            .hider("c")
            .seeker("s")
            .match("a", "s", 0.5, 0.5)
            .match("b", "s", 0.505, 0.505)
            .match("c", "s", 0.9, 0.9);

    assertThat(table.boards().hiders().stream().map(row -> row.rankRange().orElseThrow()))
        .containsExactly(new RankRange(1, 2), new RankRange(1, 2), new RankRange(3, 3));
    assertThat(table.seekerRow("s").rankRange()).contains(new RankRange(1, 1));
  }

  @Test
  void entrantsWithoutARankHaveNoRange() {
    Table table = new Table().hider("a", "t", 0.1, 0.1).seeker("s").match("a", "s", 0.5, 0.5);

    assertThat(table.hiderRow("a").rankRange()).isEmpty();
    assertThat(table.seekerRow("s").rankRange()).isEmpty();
  }

  @Test
  void aSeekerWithoutAnyScoreIsLastAndUnranked() {
    Table table =
        new Table()
            .hider("h")
            .seeker("a")
            .seeker("b")
            .match("h", "a", Double.NaN, Double.NaN)
            .match("h", "b", 0.1, 0.1);

    assertThat(table.boards().seekers().stream().map(SeekerRow::seeker)).containsExactly("b", "a");
    assertThat(table.seekerRow("a").rank()).isEmpty();
    assertThat(table.seekerRow("a").strength()).isEmpty();
  }

  @Test
  void theOrderOfArrivalChangesNothing() {
    long seed = 5;
    SplittableRandom random = new SplittableRandom(seed);
    Table table = new Table();
    for (int h = 0; h < 8; h++) {
      table.hider("h" + h, "team" + h % 5, random.nextDouble(), random.nextDouble());
    }
    for (int s = 0; s < 6; s++) {
      table.seeker("s" + s, "team" + s);
      for (int h = 0; h < 8; h++) {
        if (random.nextInt(5) > 0) {
          double second = random.nextInt(5) > 0 ? random.nextDouble() : Double.NaN;
          table.match("h" + h, "s" + s, random.nextDouble(), second);
        }
      }
    }
    Boards boards = table.boards();
    System.out.println("seed " + seed);
    for (int i = 0; i < 20; i++) {
      Random shuffle = new Random(seed + i);
      Collections.shuffle(table.hiders, shuffle);
      Collections.shuffle(table.seekers, shuffle);
      Collections.shuffle(table.releases, shuffle);
      Collections.shuffle(table.matches, shuffle);

      assertThat(table.boards()).isEqualTo(boards);
      assertThat(table.boards()).hasToString(boards.toString());
    }
  }

  @Test
  void aBoardNeedsOfAMatchItsAucAndItsAccuracy() {
    MatchPrivacy match =
        MatchPrivacy.score(new double[] {4, 3, 2, 1}, new boolean[] {true, false, true, false});

    assertThat(Score.of(match)).isEqualTo(new Score(0.75, match.aucVariance(), 0.5));
  }

  @Test
  void anEmptyGameHasEmptyBoards() {
    assertThat(new Table().boards())
        .isEqualTo(
            new Boards(List.of(), List.of(), new Additive(List.of(), Map.of(), Map.of(), 0)));
    assertThat(new Table().hider("h").boards().hiders().get(0).standing())
        .isEqualTo(Standing.WAITING);
  }

  @Test
  void contradictionsAreRefused() {
    assertThatThrownBy(() -> new Table().match("h", "s", 0.5).games())
        .hasMessage("there is no hider called h");
    assertThatThrownBy(() -> new Table().hider("h").hider("h").games())
        .hasMessage("two hiders are called h");
    assertThatThrownBy(
            () ->
                new Table()
                    .hider("h")
                    .seeker("s")
                    .match("h", "s", 0.5)
                    .match("h", "s", 0.6)
                    .games())
        .hasMessageContaining("two outcomes of [h, s, 0]");
    assertThatThrownBy(() -> new Table().hider("h", "t", 1, 1, 1).games())
        .hasMessageContaining("there is no 2");
    assertThatThrownBy(() -> new Score(1.1, 0, 0.5)).hasMessageContaining("auc");
    assertThatThrownBy(() -> new Score(Double.NaN, 0, 0.5)).hasMessageContaining("auc");
    assertThatThrownBy(() -> new Score(0.5, Double.NaN, 0.5)).hasMessageContaining("variance");
  }
}
