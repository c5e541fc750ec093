package org.hideandseek.web.account;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.hideandseek.web.InMemoryPlatform;
import org.hideandseek.web.TestSite;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page to submit, as a browser without scripts uses it. */
final class SubmitPageIT {
  private static final String PAGE = "/challenges/mayo-liver/submit";
  private static final String EDGE = "----x7";

  private TestSite site;
  private Visitor charon;

  @BeforeEach
  void start() {
    site = new TestSite();
    charon = Visitor.named(site, "Charon");
  }

  @AfterEach
  void stop() {
    site.close();
  }

  @Test
  void thePageSaysWhatIsLeftUntilWhenAndHowMuch() {
    assertThat(site.get("/challenges/mayo-liver").body())
        .contains("href=\"" + PAGE + "\">Submit</a>");
    String page = charon.get(PAGE).body();
    assertThat(page)
        .contains("Phase &#39;final&#39; takes submissions until 2027-02-01 12:30 (UTC).")
        .contains("Of hiders 2 of 3 today (UTC) are left.")
        .contains("The next slot for a seeker opens on 2026-03-05 00:00 (UTC).")
        .contains("at most 512 MiB", "Trained on &lt;other&gt; patients?")
        .contains("enctype=\"multipart/form-data\"");
    assertThat(charon.get(PAGE).headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void whoIsNotLoggedInOrInNoTeamIsToldWhereToGo() {
    HttpResponse<String> nobody = site.get(PAGE);
    assertThat(nobody.statusCode()).isEqualTo(303);
    assertThat(nobody.headers().firstValue("Location")).contains("/log-in?next=" + PAGE);
    assertThat(Visitor.named(site, "Styx").get(PAGE).body())
        .contains("You are in no team in this challenge.", "/challenges/mayo-liver/team")
        .doesNotContain("type=\"file\"");
    assertThat(charon.get("/challenges/nothing/submit").statusCode()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 65_536, 3_000_000})
  void aFormWithAFileBecomesASubmission(int size) throws IOException {
    byte[] file = new byte[size];
    new Random(size).nextBytes(file);
    HttpResponse<String> answer = post(form(fields("river"), file));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    String page = answer.headers().firstValue("Location").orElseThrow();
    assertThat(site.platform().bytesReceived()).isEqualTo(size);
    assertThat(charon.get(page).body())
        .contains("<bdi>river</bdi>", "A &lt;b&gt;wild&lt;/b&gt; one", "What about data?")
        .contains("Charon agreed to the terms");
  }

  @Test
  void theFileArrivesByteForByteThoughItHoldsWhatLooksLikeAnEdge() throws IOException {
    byte[] file =
        ("\r\n--" + EDGE.substring(0, 3) + "\r\n--\r\n" + "a\r\n-".repeat(50_000)).getBytes(UTF_8);
    assertThat(post(form(fields("river"), file)).statusCode()).isEqualTo(303);
    assertThat(site.platform().bytesReceived()).isEqualTo(file.length);
  }

  @Test
  void mistakesComeBackWithASentenceAndWhatWasTyped() throws IOException {
    HttpResponse<String> none = post(form(fields("river"), new byte[0]));
    assertThat(none.statusCode()).isEqualTo(400);
    assertThat(none.body())
        .contains("No file was chosen", "value=\"river\"", "A &lt;b&gt;wild&lt;/b&gt; one");
    HttpResponse<String> taken = post(form(fields("var"), new byte[100]));
    assertThat(taken.statusCode()).isEqualTo(409);
    assertThat(taken.body()).contains("There is a hider called var already.");
    Map<String, String> tooLong = fields("river");
    tooLong.put("description", "x".repeat(300_000));
    assertThat(post(form(tooLong, new byte[100])).statusCode()).isEqualTo(413);
  }

  @Test
  void aFormThatIsNotOurOwnOrBrokenDoesNothing() throws IOException {
    Map<String, String> foreign = fields("river");
    foreign.put("form", "00".repeat(32));
    assertThat(post(form(foreign, new byte[100])).statusCode()).isEqualTo(403);
    byte[] whole = form(fields("river"), new byte[100_000]);
    HttpResponse<String> cut = post(Arrays.copyOf(whole, 50_000));
    assertThat(cut.statusCode()).as(cut.body()).isGreaterThanOrEqualTo(400);
    charon.get(PAGE);
    HttpResponse<String> urlencoded = charon.post(PAGE, "role", "hider", "name", "river");
    assertThat(urlencoded.statusCode()).isEqualTo(400);
    assertThat(site.get("/api/v1/challenges/mayo-liver/submissions").body())
        .doesNotContain("\"river\"");
  }

  @Test
  void anUnfinishedUploadIsListedAndCanBeDeleted() {
    HttpRequest begin =
        HttpRequest.newBuilder(site.uri("/api/v1/challenges/mayo-liver/uploads"))
            .header("Authorization", "Bearer " + InMemoryPlatform.TOKEN)
            .header("Tus-Resumable", "1.0.0")
            .header("Upload-Length", "4000000")
            .header("Upload-Metadata", "role aGlkZXI=,name aGFsZg==")
            .POST(BodyPublishers.noBody())
            .build();
    String upload = site.send(begin).headers().firstValue("Location").orElseThrow();
    String id = upload.substring(upload.lastIndexOf('/') + 1);
    assertThat(charon.get(PAGE).body())
        .contains("<bdi>half</bdi>", "3.8 MiB", "data-upload=\"" + id);
    assertThat(charon.post(PAGE + "/" + id + "/delete").statusCode()).isEqualTo(303);
    assertThat(charon.get(PAGE).body()).doesNotContain("<bdi>half</bdi>");
  }

  private Map<String, String> fields(String name) {
    Map<String, String> fields = new LinkedHashMap<>();
    charon.get(PAGE);
    fields.put("form", charon.formKey());
    fields.put("role", "hider");
    fields.put("name", name);
    fields.put("description", "A <b>wild</b> one");
    fields.put("sheet.data", "yes");
    fields.put("agree", "true");
    return fields;
  }

  private static byte[] form(Map<String, String> fields, byte[] file) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      body.writeBytes(
          ("--"
                  + EDGE
                  + "\r\nContent-Disposition: form-data; name=\""
                  + field.getKey()
                  + "\"\r\n\r\n"
                  + field.getValue()
                  + "\r\n")
              .getBytes(UTF_8));
    }
    body.writeBytes(
        ("--"
                + EDGE
                + "\r\nContent-Disposition: form-data; name=\"archive\"; filename=\"a \\\"b\\\".tar\"\r\n"
                + "Content-Type: application/x-tar\r\n\r\n")
            .getBytes(UTF_8));
    body.write(file);
    body.writeBytes(("\r\n--" + EDGE + "--\r\n").getBytes(UTF_8));
    return body.toByteArray();
  }

  /** In two pieces, without a length, as it may come through a proxy. */
  private HttpResponse<String> post(byte[] body) {
    int half = body.length / 3;
    return site.send(
        HttpRequest.newBuilder(site.uri(PAGE))
            .header("Content-Type", "multipart/form-data; boundary=" + EDGE)
            .header(
                "Cookie",
                charon.cookies().entrySet().stream()
                    .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                    .collect(Collectors.joining("; ")))
            .POST(
                BodyPublishers.ofInputStream(
                    () ->
                        new SequenceInputStream(
                            new ByteArrayInputStream(body, 0, half),
                            new ByteArrayInputStream(body, half, body.length - half))))
            .build());
  }
}
