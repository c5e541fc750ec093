package org.hideandseek.web.account;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.hideandseek.web.TestSite;

/** A browser without scripts: keeps cookies, and sends forms with what a page put into them. */
final class Visitor {
  static final String PASSWORD = "a quite long password";

  private static final Pattern FORM = Pattern.compile("name=\"form\" value=\"([0-9a-f]{64})\"");

  private final TestSite site;
  private final Map<String, String> cookies = new LinkedHashMap<>();
  private final Set<String> lax = new HashSet<>();
  private HttpResponse<String> latest;
  private boolean fromElsewhere;
  private String forwardedFor = "";

  Visitor(TestSite site) {
    this.site = site;
  }

  /** Seems to come through a proxy from here on. */
  void through(String header) {
    forwardedFor = header;
  }

  /** Somebody who has just signed up and in. */
  static Visitor named(TestSite site, String name) {
    Visitor visitor = new Visitor(site);
    String email = name + "@example.org";
    visitor.get("/sign-up");
    visitor.post("/sign-up", "email", email, "name", name, "password", PASSWORD);
    visitor.post("/log-in", "email", email, "password", PASSWORD);
    return visitor;
  }

  /** Is sent to a page by another site, which keeps back all cookies but the lax ones. */
  HttpResponse<String> comeFromElsewhere(String path) {
    fromElsewhere = true;
    try {
      return get(path);
    } finally {
      fromElsewhere = false;
    }
  }

  HttpResponse<String> get(String path) {
    return send(path, HttpRequest.newBuilder().GET());
  }

  HttpResponse<String> get(String path, String header, String value) {
    return send(path, HttpRequest.newBuilder().header(header, value).GET());
  }

  /** Sends a form with the key that the page before had. */
  HttpResponse<String> post(String path, String... fields) {
    if (formKey().isEmpty()) {
      get("/sign-up");
    }
    return postWithKey(path, formKey(), fields);
  }

  HttpResponse<String> postWithKey(String path, String key, String... fields) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("form", key);
    for (int i = 0; i < fields.length; i += 2) {
      all.put(fields[i], fields[i + 1]);
    }
    return send(
        path,
        HttpRequest.newBuilder()
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                HttpRequest.BodyPublishers.ofString(
                    all.entrySet().stream()
                        .map(field -> field.getKey() + "=" + encode(field.getValue()))
                        .collect(Collectors.joining("&")))));
  }

  /** The key of the forms on the page that was shown last. */
  String formKey() {
    return latest == null ? "" : found(FORM, latest.body());
  }

  Map<String, String> cookies() {
    return cookies;
  }

  static String found(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? matcher.group(1) : "";
  }

  private HttpResponse<String> send(String path, HttpRequest.Builder request) {
    Map<String, String> sent = new LinkedHashMap<>(cookies);
    if (fromElsewhere) {
      sent.keySet().retainAll(lax);
    }
    if (!sent.isEmpty()) {
      request.header(
          "Cookie",
          sent.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    if (!forwardedFor.isEmpty()) {
      request.header("X-Forwarded-For", forwardedFor);
    }
    HttpResponse<String> answer = site.send(request.uri(site.uri(path)).build());
    for (String set : answer.headers().allValues("set-cookie")) {
      String[] pair = set.split(";")[0].split("=", 2);
      if (set.contains("SameSite=Lax")) {
        lax.add(pair[0]);
      }
      if (pair[1].isEmpty()) {
        cookies.remove(pair[0]);
      } else {
        cookies.put(pair[0], pair[1]);
      }
    }
    String to = answer.headers().firstValue("location").orElse("");
    if (answer.statusCode() == 303 && to.startsWith("/")) {
      // Shows where the form leads, as a browser does, so that its forms' key is known.
      latest = get(to);
    } else {
      latest = answer;
    }
    return answer;
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
