package org.hideandseek.hiders.diffusion;

import java.util.ArrayList;
import java.util.List;

/**
 * What the channels of a step mean: a number each, or together the codes of one variable, of which
 * one is 1 and the others are 0.
 */
final class Channels {
  private final List<Integer> firsts = new ArrayList<>();
  private final List<Integer> sizes = new ArrayList<>();
  private final List<Boolean> numbers = new ArrayList<>();

  /** Adds the channel of a number. */
  Channels addNumber() {
    return add(1, true);
  }

  /** Adds the channels of a variable with so many codes. */
  Channels addCodes(int codes) {
    return add(codes, false);
  }

  private Channels add(int size, boolean number) {
    int first = width();
    for (int i = 0; i < size; i++) {
      firsts.add(first);
      sizes.add(size);
      numbers.add(number);
    }
    return this;
  }

  /** C. */
  int width() {
    return firsts.size();
  }

  boolean isNumber(int channel) {
    return numbers.get(channel);
  }

  /** The first channel of the variable that a channel belongs to. */
  int first(int channel) {
    return firsts.get(channel);
  }

  /** How many channels the variable has that a channel belongs to. */
  int size(int channel) {
    return sizes.get(channel);
  }
}
