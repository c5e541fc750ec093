/**
 * The contract between the platform and a container, version 1: the files under {@code /in} and
 * {@code /out}, written as streams and read with every rule checked.
 */
package org.hideandseek.challenges.contract;
