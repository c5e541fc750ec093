package org.hideandseek.challenges.dataset;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a number in a column of times counts. */
enum TimeUnit {
  @JsonProperty("seconds")
  SECONDS("seconds", 1.0 / 3600),
  @JsonProperty("minutes")
  MINUTES("minutes", 1.0 / 60),
  @JsonProperty("hours")
  HOURS("hours", 1),
  @JsonProperty("days")
  DAYS("days", 24),
  @JsonProperty("years")
  YEARS("years", 24 * 365.25);

  private final String word;
  private final double hours;

  TimeUnit(String word, double hours) {
    this.word = word;
    this.hours = hours;
  }

  String word() {
    return word;
  }

  double hours() {
    return hours;
  }
}
