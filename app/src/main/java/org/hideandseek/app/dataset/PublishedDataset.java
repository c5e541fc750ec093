package org.hideandseek.app.dataset;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** A dataset that its publisher hands to everybody without asking who they are. */
enum PublishedDataset {
  PHYSIONET_2012(
      "physionet-2012",
      "https://physionet.org/files/challenge-2012/1.0.0/",
      "set-a\\.tar\\.gz|Outcomes-a\\.txt"),
  PHYSIONET_2019(
      "physionet-2019",
      "https://physionet.org/files/challenge-2019/1.0.0/",
      "training/training_set[AB]/p[0-9]+\\.psv");

  private final String word;
  private final String address;
  private final String files;

  PublishedDataset(String word, String address, String files) {
    this.word = word;
    this.address = address;
    this.files = files;
  }

  String word() {
    return word;
  }

  /** The folder that has {@code SHA256SUMS.txt} and the files that it names. */
  URI address() {
    return URI.create(address);
  }

  /** Which of the named files are wanted. */
  Pattern files() {
    return Pattern.compile(files);
  }

  static List<String> words() {
    return Arrays.stream(values()).map(PublishedDataset::word).toList();
  }

  static Optional<PublishedDataset> of(String word) {
    return Arrays.stream(values()).filter(dataset -> dataset.word.equals(word)).findFirst();
  }
}
