package org.hideandseek.hiders.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.hideandseek.challenges.cohort.Patient;

/** Several statistics in one question. Each patient's part in each is at most 1 long. */
final class Blocks {
  private final List<Block> blocks = new ArrayList<>();

  /**
   * One statistic.
   *
   * @param width how many numbers it has
   * @param weight the larger, the less noise, at the others' expense
   * @param contribution of one patient, [width], shortened where it is longer than 1
   */
  private record Block(int width, double weight, Function<Patient, double[]> contribution) {}

  /** Adds a statistic; the answers come in the same order. */
  void add(int width, double weight, Function<Patient, double[]> contribution) {
    blocks.add(new Block(width, weight, contribution));
  }

  /** The longest that all parts of a patient together can be. */
  double longest() {
    return Math.sqrt(blocks.stream().mapToDouble(b -> b.weight() * b.weight()).sum());
  }

  /**
   * Asks for all statistics at once.
   *
   * @param norm that all parts of a patient together are shortened to
   */
  List<Answer> ask(Curator curator, double share, double norm) {
    int width = blocks.stream().mapToInt(Block::width).sum();
    Answer answer = curator.answer(new Question(share, width, norm, this::contribution));
    List<Answer> parts = new ArrayList<>();
    int start = 0;
    for (Block block : blocks) {
      double[] sums = Arrays.copyOfRange(answer.sums(), start, start + block.width());
      for (int i = 0; i < sums.length; i++) {
        sums[i] /= block.weight();
      }
      parts.add(new Answer(sums, answer.deviation() / block.weight()));
      start += block.width();
    }
    return parts;
  }

  private double[] contribution(Patient patient) {
    double[] all = new double[blocks.stream().mapToInt(Block::width).sum()];
    int start = 0;
    for (Block block : blocks) {
      double[] own = block.contribution().apply(patient);
      double length = Math.sqrt(Arrays.stream(own).map(x -> x * x).sum());
      double scale = block.weight() / Math.max(1, length);
      for (int i = 0; i < own.length; i++) {
        all[start + i] = scale * own[i];
      }
      start += block.width();
    }
    return all;
  }
}
