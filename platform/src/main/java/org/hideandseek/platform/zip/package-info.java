/**
 * Submissions in the format of the NeurIPS 2020 challenge: what a ZIP may be, how it is unpacked,
 * who it is, and what comes out of the adapter that runs it.
 */
package org.hideandseek.platform.zip;
