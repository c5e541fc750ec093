/** Bundles before they are opened: what is wrong with them, and those that people have uploaded. */
package org.hideandseek.platform.bundle;
