package org.hideandseek.scoring.audit;

import java.util.Collections;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * What one check of an audit found.
 *
 * @param check its name, as in the documents
 * @param severity what it means for opening the challenge
 * @param sentence what was found, for people
 * @param numbers behind the sentence, by name
 * @param pValue of a random check, corrected for all random tests of the audit; empty where nothing
 *     is random
 */
public record Finding(
    String check,
    Severity severity,
    String sentence,
    Map<String, Double> numbers,
    OptionalDouble pValue) {

  public Finding {
    numbers = Collections.unmodifiableMap(new TreeMap<>(numbers));
  }

  /** Of a check in which nothing is random. */
  public static Finding certain(
      String check, Severity severity, String sentence, Map<String, Double> numbers) {
    return new Finding(check, severity, sentence, numbers, OptionalDouble.empty());
  }
}
