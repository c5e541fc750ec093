package org.hideandseek.platform.phase;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hideandseek.challenges.bundle.Phase;

/**
 * The moments at which a challenge switches, in order: the start of each phase, its freeze where it
 * has one, and its end. Where one stands in it is the number of switches that were passed. That
 * number only grows, so that a clock that is set back opens nothing again.
 *
 * @param phases one after the other
 */
public record Timetable(List<Phase> phases) {
  public Timetable {
    phases = List.copyOf(phases);
  }

  /** What happens at a switch. */
  public enum Event {
    START("start"),
    FREEZE("freeze"),
    END("end");

    private final String word;

    Event(String word) {
      this.word = word;
    }

    /** As in the database. */
    public String word() {
      return word;
    }
  }

  /**
   * A moment of the timetable.
   *
   * @param phase number of its phase, from 1
   * @param event what happens
   * @param due the first moment at which it has happened
   */
  public record Switch(int phase, Event event, Instant due) {}

  /** All switches in their order, which is also that of time. */
  public List<Switch> switches() {
    List<Switch> switches = new ArrayList<>();
    for (int number = 1; number <= phases.size(); number++) {
      int phase = number;
      Phase one = phases.get(number - 1);
      switches.add(new Switch(phase, Event.START, one.starts()));
      one.freeze().ifPresent(freeze -> switches.add(new Switch(phase, Event.FREEZE, freeze)));
      switches.add(new Switch(phase, Event.END, one.ends()));
    }
    return switches;
  }

  /** How many switches are due: a phase holds its start and not its end. */
  public int due(Instant now) {
    return (int) switches().stream().filter(one -> !one.due().isAfter(now)).count();
  }

  /** When the first switch behind a moment is due, if there is one. */
  public Optional<Instant> next(Instant now) {
    return switches().stream().map(Switch::due).filter(now::isBefore).findFirst();
  }

  /** Where a challenge stands at a moment if its clock has never been set back. */
  public Stage at(Instant now) {
    return at(due(now));
  }

  /** Where a challenge stands that has passed so many switches. */
  public Stage at(int passed) {
    List<Switch> behind = switches().subList(0, passed);
    if (behind.isEmpty()) {
      return new Stage(phases, 0, false, false);
    }
    Switch last = behind.get(behind.size() - 1);
    return new Stage(phases, last.phase(), last.event() != Event.END, last.event() == Event.FREEZE);
  }
}
