package org.hideandseek.web.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An address within the site, with its query. Equal parameters are given once.
 *
 * @param path such as {@code /challenges/x}
 * @param query names and values, in order, not encoded
 */
public record Address(String path, Map<String, String> query) {

  public Address {
    query = Collections.unmodifiableMap(new LinkedHashMap<>(query));
  }

  public static Address of(String path) {
    return new Address(path, Map.of());
  }

  /** The same address with a parameter set; with an empty value, without it. */
  public Address with(String name, String value) {
    Map<String, String> changed = new LinkedHashMap<>(query);
    changed.remove(name);
    if (!value.isEmpty()) {
      changed.put(name, value);
    }
    return new Address(path, changed);
  }

  /** What the parameter is set to; empty where it is not. */
  public String value(String name) {
    return query.getOrDefault(name, "");
  }

  /** As an {@code href} has it, before HTML is escaped. */
  public String href() {
    return query.isEmpty()
        ? path
        : query.entrySet().stream()
            .map(entry -> encode(entry.getKey()) + "=" + encode(entry.getValue()))
            .collect(Collectors.joining("&", path + "?", ""));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, UTF_8);
  }
}
