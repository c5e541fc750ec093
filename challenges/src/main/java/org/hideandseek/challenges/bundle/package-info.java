/**
 * A challenge as an organiser writes it: a folder with {@code challenge.yaml}, its page, and the
 * data or the name of an importer.
 */
package org.hideandseek.challenges.bundle;
