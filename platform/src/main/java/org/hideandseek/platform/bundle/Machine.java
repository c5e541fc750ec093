package org.hideandseek.platform.bundle;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What players can use on a machine.
 *
 * @param cpus CPU cores
 * @param memoryMib RAM in MiB
 * @param gpus GPUs
 */
public record Machine(int cpus, long memoryMib, int gpus) {

  /** The machine that this runs on, with the GPUs that the caller names. */
  public static Machine here(int gpus) {
    var system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    return new Machine(
        Runtime.getRuntime().availableProcessors(), system.getTotalMemorySize() >> 20, gpus);
  }
}
