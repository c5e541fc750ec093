package org.hideandseek.web.openid;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.id.Subject;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.AuthenticationResponse;
import com.nimbusds.openid.connect.sdk.AuthenticationResponseParser;
import com.nimbusds.openid.connect.sdk.Nonce;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.UserInfo;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import java.io.IOException;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.hideandseek.platform.account.Identity;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks an OpenID provider who somebody is: authorization code flow with PKCE (RFC 7636), state and
 * nonce. Only what the ID token says is believed, after its signature by one of the provider's own
 * keys, its issuer, audience, times and nonce were checked (OpenID Connect Core, 3.1.3.7).
 */
public final class OpenIdProvider {
  private static final Logger log = LoggerFactory.getLogger(OpenIdProvider.class);

  private static final int MILLIS = 5_000;
  private static final int MOST_BYTES = 500_000;
  private static final Duration FRESH = Duration.ofHours(1);

  /** No shared secrets, and never none at all. */
  private static final Set<JWSAlgorithm> SIGNATURES =
      Set.of(
          JWSAlgorithm.RS256,
          JWSAlgorithm.RS384,
          JWSAlgorithm.RS512,
          JWSAlgorithm.PS256,
          JWSAlgorithm.PS384,
          JWSAlgorithm.PS512,
          JWSAlgorithm.ES256,
          JWSAlgorithm.ES384,
          JWSAlgorithm.ES512);

  private final OpenIdConfig config;
  private final Clock clock;
  private final AtomicReference<Known> known = new AtomicReference<>();

  /** What the provider says of itself, and since when that is known. */
  private record Known(OIDCProviderMetadata metadata, IDTokenValidator validator, Instant since) {}

  public OpenIdProvider(OpenIdConfig config, Clock clock) {
    this.config = config;
    this.clock = clock;
  }

  /** What people call it. */
  public String name() {
    return config.name();
  }

  /**
   * Where somebody logs in there.
   *
   * @throws ProblemException UNAVAILABLE if the provider can't be reached
   */
  public URI question(Attempt attempt) {
    return new AuthenticationRequest.Builder(
            ResponseType.CODE,
            new Scope("openid", "email", "profile"),
            new ClientID(config.clientId()),
            config.callback())
        .endpointURI(known().metadata().getAuthorizationEndpointURI())
        .state(new State(attempt.state()))
        .nonce(new Nonce(attempt.nonce()))
        .codeChallenge(new CodeVerifier(attempt.verifier()), CodeChallengeMethod.S256)
        .build()
        .toURI();
  }

  /**
   * Who has logged in.
   *
   * @param answer the parameters that the browser came back with
   * @throws ProblemException UNAUTHORIZED if the provider did not log anybody in, or the answer is
   *     not its own or not to this question; UNAVAILABLE if it can't be reached
   */
  public Identity identity(Attempt attempt, Map<String, List<String>> answer) {
    Known provider = known();
    try {
      AuthenticationResponse response =
          AuthenticationResponseParser.parse(config.callback(), answer);
      State state = response.getState();
      if (state == null || !same(state.getValue(), attempt.state())) {
        throw refused("the state is another");
      }
      Issuer from = response.getIssuer();
      if (from != null && !from.equals(provider.metadata().getIssuer())) {
        throw refused("it comes from another issuer");
      }
      if (!response.indicatesSuccess()) {
        throw new ProblemException(
            Problem.UNAUTHORIZED, config.name() + " did not log you in; try again.");
      }
      AuthorizationCode code = response.toSuccessResponse().getAuthorizationCode();
      if (code == null) {
        throw refused("there is no code");
      }
      return identity(provider, attempt, code);
    } catch (ParseException | BadJOSEException e) {
      throw refused(e.getMessage());
    } catch (JOSEException | IOException e) {
      throw away(e);
    }
  }

  private Identity identity(Known provider, Attempt attempt, AuthorizationCode code)
      throws ParseException, BadJOSEException, JOSEException, IOException {
    TokenResponse response =
        OIDCTokenResponseParser.parse(
            sent(
                new TokenRequest.Builder(
                        provider.metadata().getTokenEndpointURI(),
                        authentication(provider.metadata()),
                        new AuthorizationCodeGrant(
                            code, config.callback(), new CodeVerifier(attempt.verifier())))
                    .build()
                    .toHTTPRequest()));
    if (!response.indicatesSuccess()) {
      throw refused("the code was not taken: " + response.toErrorResponse().getErrorObject());
    }
    OIDCTokenResponse tokens = (OIDCTokenResponse) response.toSuccessResponse();
    IDTokenClaimsSet token =
        provider
            .validator()
            .validate(tokens.getOIDCTokens().getIDToken(), new Nonce(attempt.nonce()));
    String subject = token.getSubject().getValue();
    UserInfo said = UserInfo.parse(token.toJSONString());
    UserInfo claims = said.getEmailAddress() == null ? more(provider, tokens, subject) : said;
    return new Identity(
        token.getIssuer().getValue(),
        subject,
        Optional.ofNullable(claims.getEmailAddress()).orElse(""),
        Boolean.TRUE.equals(claims.getEmailVerified()),
        Optional.ofNullable(claims.getName()).orElse(""));
  }

  /** Some providers say who somebody is only when they are asked once more. */
  private UserInfo more(Known provider, OIDCTokenResponse tokens, String subject)
      throws ParseException, IOException {
    AccessToken access = tokens.getOIDCTokens().getAccessToken();
    URI endpoint = provider.metadata().getUserInfoEndpointURI();
    if (endpoint == null) {
      return new UserInfo(new Subject(subject));
    }
    UserInfoResponse response =
        UserInfoResponse.parse(sent(new UserInfoRequest(endpoint, access).toHTTPRequest()));
    if (!response.indicatesSuccess()) {
      throw refused("it does not say who this is");
    }
    UserInfo info = response.toSuccessResponse().getUserInfo();
    if (info == null || !info.getSubject().getValue().equals(subject)) {
      throw refused("it says who somebody else is");
    }
    return info;
  }

  private ClientAuthentication authentication(OIDCProviderMetadata metadata) {
    ClientID id = new ClientID(config.clientId());
    Secret secret = new Secret(config.secret());
    List<ClientAuthenticationMethod> methods = metadata.getTokenEndpointAuthMethods();
    boolean basic =
        methods == null || methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
    return basic ? new ClientSecretBasic(id, secret) : new ClientSecretPost(id, secret);
  }

  private static HTTPResponse sent(HTTPRequest request) throws IOException {
    request.setConnectTimeout(MILLIS);
    request.setReadTimeout(MILLIS);
    request.setFollowRedirects(false);
    return request.send();
  }

  private Known known() {
    Known before = known.get();
    if (before != null && before.since().plus(FRESH).isAfter(clock.instant())) {
      return before;
    }
    try {
      Known now = ask();
      known.set(now);
      return now;
    } catch (GeneralException | IOException e) {
      if (before != null) {
        log.warn("The OpenID provider does not answer; what it said before is used", e);
        return before;
      }
      throw away(e);
    }
  }

  private Known ask() throws GeneralException, IOException {
    OIDCProviderMetadata metadata =
        OIDCProviderMetadata.resolve(
            new Issuer(config.issuer()),
            request -> {
              request.setConnectTimeout(MILLIS);
              request.setReadTimeout(MILLIS);
              request.setFollowRedirects(false);
            });
    for (URI endpoint :
        List.of(
            metadata.getAuthorizationEndpointURI(),
            metadata.getTokenEndpointURI(),
            metadata.getJWKSetURI())) {
      if (!OpenIdConfig.isSafe(endpoint)) {
        throw new GeneralException("an endpoint is not https: " + endpoint);
      }
    }
    Set<JWSAlgorithm> algorithms = new HashSet<>(SIGNATURES);
    if (metadata.getIDTokenJWSAlgs() != null) {
      algorithms.retainAll(metadata.getIDTokenJWSAlgs());
    }
    if (algorithms.isEmpty()) {
      throw new GeneralException("it signs in no way that can be checked with a public key");
    }
    var keys =
        JWKSourceBuilder.<SecurityContext>create(
                metadata.getJWKSetURI().toURL(),
                new DefaultResourceRetriever(MILLIS, MILLIS, MOST_BYTES))
            .refreshAheadCache(false)
            .retrying(true)
            .build();
    return new Known(
        metadata,
        new IDTokenValidator(
            metadata.getIssuer(),
            new ClientID(config.clientId()),
            new JWSVerificationKeySelector<>(algorithms, keys),
            null),
        clock.instant());
  }

  private static boolean same(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }

  /** What is wrong is for the operator's log; it may quote what a browser sent. */
  private ProblemException refused(String why) {
    log.warn(
        "A log-in at {} was refused: {}",
        config.issuer(),
        String.valueOf(why).replaceAll("\\p{Cntrl}", " "));
    return new ProblemException(
        Problem.UNAUTHORIZED,
        "The answer of " + config.name() + " could not be believed; begin the log-in again.");
  }

  private ProblemException away(Exception cause) {
    return new ProblemException(
        Problem.UNAVAILABLE,
        config.name()
            + " does not answer at the moment; try again later, or log in with a password.",
        cause);
  }
}
