package org.hideandseek.platform.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Foretells when a waiting run is started: a pure function of how many runs of each kind wait in
 * whose turns, and of how long such runs took lately. It takes for granted that nobody enters
 * anything more, and that as many runs are under way at a time as now.
 *
 * @param teams whose turns there are, without what is raised
 * @param raised waiting runs that go before all others
 * @param running runs under way
 * @param usual how long a run of a kind took lately, on average
 */
public record QueueForecast(
    List<TeamQueue> teams,
    Map<RunKind, Integer> raised,
    Map<RunKind, Integer> running,
    Map<RunKind, Duration> usual) {

  public QueueForecast {
    teams = List.copyOf(teams);
    raised = Map.copyOf(raised);
    running = Map.copyOf(running);
    usual = Map.copyOf(usual);
  }

  /**
   * What waits for a team's turns.
   *
   * @param team its number
   * @param baseline whether it goes behind all others
   * @param running how many runs are under way in its turn
   * @param served the larger, the later it had its last turn
   * @param waiting runs by kind
   */
  public record TeamQueue(
      long team, boolean baseline, int running, long served, Map<RunKind, Integer> waiting) {
    public TeamQueue {
      waiting = Map.copyOf(waiting);
    }

    private int total() {
      return sum(waiting);
    }

    /** The first so many of its runs, by kind. */
    private Map<RunKind, Integer> first(int count) {
      Map<RunKind, Integer> first = new TreeMap<>();
      int left = count;
      for (RunKind kind : RunKind.values()) {
        int taken = Math.min(left, waiting.getOrDefault(kind, 0));
        first.put(kind, taken);
        left -= taken;
      }
      return first;
    }

    /** How many of its runs are started before another team's turn after so many of its own. */
    private int before(TeamQueue other, int turns) {
      if (baseline != other.baseline) {
        return baseline ? 0 : total();
      }
      boolean wonTie = served != other.served ? served < other.served : team < other.team;
      int level = other.running + turns;
      return Math.max(0, Math.min(total(), level - running + (wonTie ? 1 : 0)));
    }
  }

  /**
   * A waiting run.
   *
   * @param run its number
   * @param team in whose turn it waits
   * @param raised whether it goes before all others
   * @param before runs that wait for the same turns before it, by kind; of a raised one those that
   *     are raised
   */
  public record Waiting(RunId run, long team, boolean raised, Map<RunKind, Integer> before) {
    public Waiting {
      before = Map.copyOf(before);
    }
  }

  /** Where a waiting run stands. */
  public QueuePlace of(Waiting waiting) {
    Map<RunKind, Integer> ahead = new TreeMap<>(waiting.before());
    if (!waiting.raised()) {
      add(ahead, raised);
      int turns = sum(waiting.before());
      Optional<TeamQueue> own =
          teams.stream().filter(team -> team.team() == waiting.team()).findFirst();
      if (own.isPresent()) {
        for (TeamQueue team : teams) {
          if (team.team() != waiting.team()) {
            add(ahead, team.first(team.before(own.get(), turns)));
          }
        }
      }
    }
    return new QueuePlace(waiting.run(), sum(ahead), wait(ahead));
  }

  /** Of what is under way, a half is left on average. */
  private Optional<Duration> wait(Map<RunKind, Integer> ahead) {
    double millis = 0;
    for (RunKind kind : RunKind.values()) {
      double runs = ahead.getOrDefault(kind, 0) + running.getOrDefault(kind, 0) / 2.0;
      if (runs > 0 && !usual.containsKey(kind)) {
        return Optional.empty();
      }
      millis += runs > 0 ? runs * usual.get(kind).toMillis() : 0;
    }
    return Optional.of(Duration.ofMillis(Math.round(millis / Math.max(1, sum(running)))));
  }

  private static void add(Map<RunKind, Integer> to, Map<RunKind, Integer> more) {
    more.forEach((kind, count) -> to.merge(kind, count, Integer::sum));
  }

  private static int sum(Map<RunKind, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
