package org.hideandseek.web.account;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A small OpenID provider: real HTTP, real signatures, and as strict as one ought to be. */
final class TestProvider implements AutoCloseable {
  static final String CLIENT = "hide-and-seek";
  static final String SECRET = "a secret of the client";

  private final HttpServer server;
  private final RSAKey key;
  private final Map<String, Issued> codes = new HashMap<>();
  private RSAKey signsWith;
  private String said = "";

  /** What belongs to a code. */
  private record Issued(Map<String, String> question, JWTClaimsSet claims, String userInfo) {}

  TestProvider() {
    try {
      key = new RSAKeyGenerator(2048).keyID("one").generate();
      signsWith = key;
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (JOSEException | IOException e) {
      throw new IllegalStateException(e);
    }
    server.createContext("/.well-known/openid-configuration", this::configuration);
    server.createContext(
        "/jwks", exchange -> answer(exchange, 200, new JWKSet(key.toPublicJWK()).toString()));
    server.createContext("/token", this::token);
    server.createContext("/userinfo", this::userInfo);
    server.start();
  }

  URI issuer() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Signs with a key that is not among its own, under the same name. */
  void signWithAnotherKey() {
    try {
      signsWith = new RSAKeyGenerator(2048).keyID("one").generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Refuses every code with these words. */
  void refuse(String words) {
    said = words;
  }

  /** Logs somebody in who was sent here, and gives a code. */
  String code(
      URI question,
      String subject,
      String email,
      boolean verified,
      UnaryOperator<JWTClaimsSet.Builder> change) {
    Map<String, String> asked = parameters(question.getRawQuery());
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .issuer(issuer().toString())
            .subject(subject)
            .audience(CLIENT)
            .issueTime(Date.from(Instant.now()))
            .expirationTime(Date.from(Instant.now().plusSeconds(60)))
            .claim("nonce", asked.get("nonce"));
    String info =
        String.format(
            "{\"sub\":\"%s\",\"email\":\"%s\",\"email_verified\":%s,\"name\":\"Somebody of %s\"}",
            subject, email, verified, subject);
    String code = "code-" + codes.size();
    codes.put(code, new Issued(asked, change.apply(claims).build(), info));
    return code;
  }

  private void configuration(HttpExchange exchange) throws IOException {
    String base = issuer().toString();
    answer(
        exchange,
        200,
        """
        {"issuer": "BASE", "authorization_endpoint": "BASE/authorize", "token_endpoint": "BASE/token",
         "jwks_uri": "BASE/jwks", "userinfo_endpoint": "BASE/userinfo", "response_types_supported": ["code"],
         "subject_types_supported": ["public"], "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"]}
        """
            .replace("BASE", base));
  }

  private void token(HttpExchange exchange) throws IOException {
    Map<String, String> sent =
        parameters(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    String basic =
        Base64.getEncoder()
            .encodeToString((CLIENT + ":" + SECRET.replace(' ', '+')).getBytes(UTF_8));
    Issued issued = codes.remove(sent.getOrDefault("code", ""));
    boolean right =
        said.isEmpty()
            && ("Basic " + basic).equals(exchange.getRequestHeaders().getFirst("Authorization"))
            && "authorization_code".equals(sent.get("grant_type"))
            && issued != null
            && "S256".equals(issued.question().get("code_challenge_method"))
            && challenge(sent.getOrDefault("code_verifier", ""))
                .equals(issued.question().get("code_challenge"))
            && issued.question().get("redirect_uri").equals(sent.get("redirect_uri"));
    if (!right) {
      answer(
          exchange, 400, "{\"error\": \"invalid_grant\", \"error_description\": \"" + said + "\"}");
      return;
    }
    codes.put("access", issued);
    answer(
        exchange,
        200,
        "{\"access_token\": \"access\", \"token_type\": \"Bearer\", \"id_token\": \""
            + signed(issued.claims())
            + "\"}");
  }

  private void userInfo(HttpExchange exchange) throws IOException {
    boolean right = "Bearer access".equals(exchange.getRequestHeaders().getFirst("Authorization"));
    answer(exchange, right ? 200 : 401, right ? codes.get("access").userInfo() : "{}");
  }

  private String signed(JWTClaimsSet claims) {
    try {
      SignedJWT token =
          new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("one").build(), claims);
      token.sign(new RSASSASigner(signsWith));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  static Map<String, String> parameters(String query) {
    Map<String, String> parameters = new LinkedHashMap<>();
    for (String one : query.split("&")) {
      String[] pair = one.split("=", 2);
      parameters.put(pair[0], URLDecoder.decode(pair[1], UTF_8));
    }
    return parameters;
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] bytes = json.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
