package org.hideandseek.web.session;

import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.hideandseek.platform.account.Accounts;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.Tokens;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.team.Visit;
import org.hideandseek.web.page.Looker;

/**
 * Who sits at a browser, and whether a form came from one of our own pages.
 *
 * <p>The cookies of session and form are for this site's requests alone ({@code SameSite=Strict})
 * and out of scripts' reach; over HTTPS they are for this very host alone, too. A form holds the
 * hash of a cookie, which no other site can read or compute.
 */
public final class Browser {
  private static final int MONTH = (int) Accounts.SESSION.toSeconds();
  private static final int UNTIL_CLOSED = -1;

  /** The field of a form with its key. */
  public static final String FIELD = "form";

  private static final int TEN_MINUTES = 600;
  private static final String VISIT = "org.hideandseek.visit";
  private static final String HEADER = "X-Form-Key";
  private static final int LONGEST_COOKIE = 100;

  private final People people;
  private final Tokens tokens;
  private final boolean secure;

  /**
   * The browsers of a site.
   *
   * @param secure whether people reach the site by HTTPS
   */
  public Browser(People people, Tokens tokens, boolean secure) {
    this.people = people;
    this.tokens = tokens;
    this.secure = secure;
  }

  /** Whether a request brings a session, over or not. */
  public boolean hasSession(Context ctx) {
    return session(ctx).isPresent();
  }

  /** Who is logged in, as it was when the request was first asked about it. */
  public Optional<Visit> visit(Context ctx) {
    Optional<Visit> known = ctx.attribute(VISIT);
    if (known != null) {
      return known;
    }
    Optional<Visit> visit = session(ctx).flatMap(people.visits()::bySession);
    ctx.attribute(VISIT, visit);
    return visit;
  }

  /** Who is logged in. */
  public Optional<Person> person(Context ctx) {
    return visit(ctx).map(Visit::person);
  }

  /** What the frame of a page shows of who is logged in; empty if nobody is. */
  public Optional<Looker> looker(Context ctx) {
    return visit(ctx)
        .map(visit -> new Looker(visit.unread(), people.verifications().lacks(visit.person())));
  }

  /** Looks again for who is logged in, after this request has changed something about them. */
  public void forget(Context ctx) {
    ctx.attribute(VISIT, null);
  }

  /**
   * Remembers a log-in that goes on at another site. Who comes back from there is sent by that
   * site, so that this cookie has to be a lax one; it lets nobody in.
   */
  public void leaveFor(Context ctx, String attempt) {
    set(ctx, attemptCookie(), attempt, TEN_MINUTES, SameSite.LAX);
  }

  /** What was remembered, and is forgotten now. */
  public Optional<String> comeBack(Context ctx) {
    Optional<String> attempt =
        Optional.ofNullable(ctx.cookie(attemptCookie())).filter(value -> !value.isEmpty());
    set(ctx, attemptCookie(), "", 0, SameSite.LAX);
    return attempt;
  }

  /** Logs a person in, and out of whatever session there was. */
  public void logIn(Context ctx, String session) {
    endSession(ctx);
    set(ctx, sessionCookie(), session, MONTH);
  }

  /** Ends the session, here and in the browser. */
  public void logOut(Context ctx) {
    endSession(ctx);
    set(ctx, sessionCookie(), "", 0);
  }

  private void endSession(Context ctx) {
    person(ctx)
        .ifPresent(
            person -> people.accounts().logOut(person, session(ctx).orElseThrow(), address(ctx)));
    forget(ctx);
  }

  /**
   * What every form on a page holds in its field {@code form}, and a script of ours sends in the
   * header {@code X-Form-Key}.
   */
  public String formKey(Context ctx) {
    Optional<String> known = session(ctx).or(() -> cookie(ctx, formCookie()));
    return key(
        known.orElseGet(
            () -> {
              String drawn = tokens.draw("");
              set(ctx, formCookie(), drawn, UNTIL_CLOSED);
              return drawn;
            }));
  }

  /**
   * Whether a form is one of our own.
   *
   * @throws ProblemException FORBIDDEN if it is not
   */
  public void requireOwnForm(Context ctx) {
    String header = ctx.header(HEADER);
    String typed = ctx.isFormUrlencoded() ? field(ctx, FIELD) : "";
    requireOwnForm(ctx, header == null ? typed : header);
  }

  /**
   * The same for a form whose fields somebody else reads.
   *
   * @param sent what it has in its field {@code form}
   */
  public void requireOwnForm(Context ctx, String sent) {
    String site = ctx.header("Sec-Fetch-Site");
    boolean ownSite = site == null || site.equals("same-origin") || site.equals("none");
    boolean own =
        Stream.of(sessionCookie(), formCookie())
            .flatMap(name -> cookie(ctx, name).stream())
            .anyMatch(value -> key(value).equals(sent));
    if (!ownSite || !own) {
      throw new ProblemException(
          Problem.FORBIDDEN,
          "This form is too old, or cookies are off; open its page again, and send it from there.");
    }
  }

  /** What was typed; empty where nothing was. */
  public static String field(Context ctx, String name) {
    String value = ctx.formParam(name);
    return value == null ? "" : value;
  }

  /**
   * Where a request comes from. What a proxy on this machine adds is believed, and of that the last
   * address, which the proxy wrote itself; nobody else's word is.
   */
  public static String address(Context ctx) {
    String peer = ctx.ip().replaceAll("[\\[\\]]", "");
    String header = ctx.header("X-Forwarded-For");
    boolean proxied =
        header != null && (peer.startsWith("127.") || peer.matches("::1|0:0:0:0:0:0:0:1"));
    if (!proxied) {
      return peer;
    }
    String[] hops = header.split(",");
    String last = Arrays.asList(hops).get(hops.length - 1).strip();
    return last.matches("[0-9.]{7,15}|[0-9A-Fa-f:.]{2,45}") ? last : peer;
  }

  private Optional<String> session(Context ctx) {
    return cookie(ctx, sessionCookie());
  }

  private static Optional<String> cookie(Context ctx, String name) {
    return Optional.ofNullable(ctx.cookie(name))
        .filter(value -> !value.isEmpty() && value.length() <= LONGEST_COOKIE);
  }

  private void set(Context ctx, String name, String value, int seconds) {
    set(ctx, name, value, seconds, SameSite.STRICT);
  }

  private void set(Context ctx, String name, String value, int seconds, SameSite site) {
    ctx.cookie(new Cookie(name, value, "/", seconds, secure, true, null, site));
  }

  private String sessionCookie() {
    return secure ? "__Host-hs-session" : "hs-session";
  }

  private String attemptCookie() {
    return secure ? "__Host-hs-attempt" : "hs-attempt";
  }

  private String formCookie() {
    return secure ? "__Host-hs-form" : "hs-form";
  }

  private static String key(String cookie) {
    return Tokens.hash("form " + cookie);
  }
}
