package org.hideandseek.seekers.logan;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Block;

/** A network that gives each patient the logit of being of the release. */
interface Network {

  /** From {@link #inputs} to logits [B, 1]. */
  Block block();

  /** Shapes of the inputs of one patient. */
  Shape[] shapes();

  /** What the block reads of some patients. */
  NDList inputs(NDManager manager, Example[] patients);
}
