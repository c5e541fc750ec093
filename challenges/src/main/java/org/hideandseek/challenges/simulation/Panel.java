package org.hideandseek.challenges.simulation;

/** What is measured at one go. */
enum Panel {
  /** Bedside monitor: at every round. */
  MONITOR(0, 0, 0),
  /** By the nurse: at every round, though not everything. */
  NURSE(0, 0, 0),
  /** Ventilator and infusion pumps: at every round. */
  DEVICE(0, 0, 0),
  BLOOD_GAS(8, 0.60, 12),
  CHEMISTRY(9, 0.35, 2),
  BLOOD_COUNT(12, 0.30, 3),
  LIVER(20, 0.30, 8);

  /** Hours from one sample to the next at severity 0; 0 where every round has it. */
  final double interval;

  /** The logarithm of how much shorter that is for each unit of severity. */
  final double urgency;

  /** Within how many hours after admission the first is taken. */
  final double first;

  Panel(double interval, double urgency, double first) {
    this.interval = interval;
    this.urgency = urgency;
    this.first = first;
  }

  boolean atEveryRound() {
    return interval == 0;
  }
}
