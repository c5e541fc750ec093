/**
 * Small neural networks on DJL's PyTorch engine. All weights of a network lie in one vector ({@link
 * org.hideandseek.hiders.network.Weights}): a step of Adam, the best state so far, a patient's own
 * gradient and the noise on it are then one operation of the engine each. Layers are functions of
 * the {@link org.hideandseek.hiders.network.Leaves} of a step, which are the same weights for all
 * patients, or a copy for each, so that one backward pass yields every patient's own gradient.
 */
package org.hideandseek.hiders.network;
