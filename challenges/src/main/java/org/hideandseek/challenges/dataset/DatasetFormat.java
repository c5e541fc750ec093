package org.hideandseek.challenges.dataset;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A public schema of clinical data that can be imported. */
public enum DatasetFormat {
  /** PhysioNet/Computing in Cardiology Challenge 2012: one text file a stay. */
  PHYSIONET_2012("physionet-2012"),
  /** PhysioNet/Computing in Cardiology Challenge 2019: one {@code .psv} file a stay. */
  PHYSIONET_2019("physionet-2019"),
  /** MIMIC-IV, modules icu and hosp. */
  MIMIC_IV("mimic-iv"),
  /** eICU Collaborative Research Database 2.0. */
  EICU_CRD("eicu-crd"),
  /** AmsterdamUMCdb 1.0.2. */
  AMSTERDAM_UMC_DB("amsterdamumcdb"),
  /** The CSV files of the NeurIPS 2020 Hide-and-Seek Privacy Challenge. */
  HIDE_AND_SEEK_2020("hide-and-seek-2020"),
  /** Any long table: patient, time, variable, value. */
  CSV("csv");

  private final String word;

  DatasetFormat(String word) {
    this.word = word;
  }

  /** As on the command line and in variable lists. */
  public String word() {
    return word;
  }

  /** The words of all formats. */
  public static List<String> words() {
    return Arrays.stream(values()).map(DatasetFormat::word).toList();
  }

  /** The format of a word. */
  public static Optional<DatasetFormat> of(String word) {
    return Arrays.stream(values()).filter(format -> format.word.equals(word)).findFirst();
  }

  Reader reader(Source source) {
    return switch (this) {
      case PHYSIONET_2012 -> new PhysioNet2012(source);
      case PHYSIONET_2019 -> new PhysioNet2019(source);
      case MIMIC_IV -> new MimicIv(source);
      case EICU_CRD -> new EicuCrd(source);
      case AMSTERDAM_UMC_DB -> new AmsterdamUmcDb(source);
      case HIDE_AND_SEEK_2020 -> new HideAndSeek2020(source);
      case CSV -> new LongCsv(source);
    };
  }
}
