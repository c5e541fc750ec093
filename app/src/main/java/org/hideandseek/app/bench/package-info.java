/** Benchmarks: each prints a ratio of two things measured in one run, since machines are noisy. */
package org.hideandseek.app.bench;
