package org.hideandseek.hiders.par;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import org.hideandseek.hiders.network.Dense;
import org.hideandseek.hiders.network.Grouped;
import org.hideandseek.hiders.network.Gru;
import org.hideandseek.hiders.network.Layout;
import org.hideandseek.hiders.network.Leaves;
import org.hideandseek.hiders.network.Losses;
import org.hideandseek.hiders.network.Sighted;

/**
 * The network: a GRU reads what is known at each moment; from its state and what is known come the
 * end and the time gap, and every other decision by hidden units of its own, which also see the
 * decisions before it (as in MADE, Germain et al., arXiv 1502.03509).
 */
final class ParNetwork {
  private final Choices choices;
  private final Layout layout = new Layout();
  private final Gru gru;
  private final Dense moment;
  private final Dense end;
  private final Dense gap;
  private final Dense straight;
  private final Dense fromMoment;
  private final Sighted fromChoices;
  private final Grouped decide;
  private final int units;

  /**
   * How large.
   *
   * @param state units of the recurrent layer
   * @param moment units that see its state and what is known
   * @param units that work on one decision
   */
  record Size(int state, int moment, int units) {}

  ParNetwork(NDManager manager, Choices choices, int known, Size size) {
    this.choices = choices;
    units = size.units();
    int decisions = 2 * choices.features();
    gru = new Gru(layout, known, size.state(), 1);
    moment = new Dense(layout, size.state() + known, size.moment());
    end = new Dense(layout, size.moment(), 1);
    gap = new Dense(layout, size.moment(), Choices.MIXTURE);
    straight = new Dense(layout, known, decisions * choices.mostOutputs());
    fromMoment = new Dense(layout, size.moment(), decisions * units);
    NDArray sight =
        manager.create(choices.sight(units), new Shape(choices.width(), (long) decisions * units));
    fromChoices = new Sighted(layout, sight);
    decide = new Grouped(layout, decisions, units, choices.mostOutputs());
  }

  Layout layout() {
    return layout;
  }

  /** A state of nothing seen yet, for [B, T, known]. */
  NDArray start(NDArray known) {
    return gru.start(known);
  }

  /**
   * What the network makes of the moments.
   *
   * @param known [B, T, known]
   * @param state of the moments before
   */
  Seen see(Leaves leaves, NDArray known, NDArray state) {
    Gru.States states = gru.apply(leaves, known, state);
    NDArray units = moment.apply(leaves, states.all().concat(known, 2)).getNDArrayInternal().relu();
    return new Seen(known, units, states.last());
  }

  /**
   * Moments as the network sees them.
   *
   * @param known [B, T, known]
   * @param units [B, T, moment]
   * @param state after the last
   */
  record Seen(NDArray known, NDArray units, NDArray state) {}

  /** [B, T]: logits of the end. */
  NDArray end(Leaves leaves, Seen seen) {
    return end.apply(leaves, seen.units()).squeeze(2);
  }

  /** [B, T, MIXTURE]: the normal score of the time gap. */
  NDArray gap(Leaves leaves, Seen seen) {
    return gap.apply(leaves, seen.units());
  }

  /** What the moments alone say about the decisions, [B, T, 2 F * units]. */
  NDArray leaning(Leaves leaves, Seen seen) {
    return fromMoment.apply(leaves, seen.units());
  }

  /**
   * All decisions, given all: each sees only those before it.
   *
   * @param chosen [B, T, choices]
   * @return [B, 2 F, T, outputs]
   */
  NDArray decisions(Leaves leaves, Seen seen, NDArray chosen) {
    NDArray hidden =
        leaning(leaves, seen).add(fromChoices.apply(leaves, chosen)).getNDArrayInternal().relu();
    return decide
        .apply(leaves, perDecision(hidden, units))
        .add(perDecision(straight.apply(leaves, seen.known()), choices.mostOutputs()));
  }

  /** [B, T, 2 F * width] as [B, 2 F, T, width]. */
  private NDArray perDecision(NDArray array, long width) {
    Shape shape = array.getShape();
    return array
        .reshape(shape.get(0), shape.get(1), 2L * choices.features(), width)
        .transpose(0, 2, 1, 3);
  }

  /** What the known decides without any hidden units, [B, T, 2 F * outputs]. */
  NDArray straight(Leaves leaves, Seen seen) {
    return straight.apply(leaves, seen.known());
  }

  /**
   * One decision.
   *
   * @param leaning [N, 1, 2 F * units]
   * @param straight [N, 1, 2 F * outputs]
   * @param chosen [N, 1, choices], those before it being filled in
   * @return [N, outputs]
   */
  NDArray decision(Leaves leaves, int decision, NDArray leaning, NDArray straight, NDArray chosen) {
    long from = (long) decision * units;
    NDIndex own = new NDIndex().addAllDim(2).addSliceDim(from, from + units);
    NDArray hidden =
        leaning
            .get(own)
            .add(fromChoices.apply(leaves, chosen, from, from + units))
            .getNDArrayInternal()
            .relu();
    long outputs = choices.mostOutputs();
    NDIndex line =
        new NDIndex().addAllDim(2).addSliceDim(decision * outputs, (decision + 1) * outputs);
    return decide.apply(leaves, decision, hidden.squeeze(1)).add(straight.get(line).squeeze(1));
  }

  /**
   * The negative log-likelihoods of patients.
   *
   * @param batch of the lesson, [B, L, width]
   * @return [B]
   */
  NDArray losses(Leaves leaves, Lesson lesson, NDArray batch) {
    NDArray known = lesson.known(batch);
    NDArray chosen = lesson.chosen(batch);
    Seen seen = see(leaves, known, start(known));
    NDArray loss = Losses.binary(end(leaves, seen), lesson.ends(batch)).mul(lesson.mayEnd(batch));
    loss =
        loss.add(Losses.mixture(gap(leaves, seen), channel(chosen, 0)).mul(lesson.hasGap(batch)));
    NDArray decisions = decisions(leaves, seen, chosen);
    NDArray masks = chosen.get(new NDIndex().addAllDim(2).addSliceDim(1, 1L + choices.features()));
    NDArray maskLogits =
        decisions
            .get(
                new NDIndex()
                    .addAllDim()
                    .addSliceDim(0, choices.features())
                    .addAllDim()
                    .addIndices(0))
            .transpose(0, 2, 1);
    loss = loss.add(Losses.binary(maskLogits, masks).sum(new int[] {2}).mul(lesson.goesOn(batch)));
    for (int f = 0; f < choices.features(); f++) {
      NDArray outputs =
          decisions.get(
              new NDIndex()
                  .addAllDim()
                  .addIndices(choices.features() + f)
                  .addAllDim()
                  .addSliceDim(0, choices.outputs(f)));
      loss = loss.add(value(f, outputs, chosen, lesson.codes(batch)).mul(channel(masks, f)));
    }
    return loss.sum(new int[] {1});
  }

  private NDArray value(int feature, NDArray outputs, NDArray chosen, NDArray codes) {
    if (choices.coding().numeric(feature)) {
      return Losses.mixture(outputs, channel(chosen, choices.value(feature)));
    }
    long from = choices.code(feature);
    NDArray own =
        codes.get(new NDIndex().addAllDim(2).addSliceDim(from, from + choices.outputs(feature)));
    return outputs.logSoftmax(2).mul(own).sum(new int[] {2}).neg();
  }

  private static NDArray channel(NDArray array, long channel) {
    return array.get(new NDIndex().addAllDim(2).addIndices(channel));
  }
}
