/**
 * The main job on one machine: a whole competition of the reference players, entered as a
 * participant would.
 */
package org.hideandseek.app.demo;
