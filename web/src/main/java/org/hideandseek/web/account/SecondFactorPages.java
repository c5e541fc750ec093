package org.hideandseek.web.account;

import static org.hideandseek.web.session.Browser.field;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import java.util.Optional;
import org.hideandseek.platform.account.Accounts;
import org.hideandseek.platform.account.Person;
import org.hideandseek.platform.account.SecondFactors;
import org.hideandseek.platform.account.SecondFactors.Enrolment;
import org.hideandseek.platform.audience.People;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.session.Browser;

/** Adds a second factor to one's account, and removes it. */
final class SecondFactorPages {
  private static final String PAGE = "/account/second-factor";

  private final Accounts accounts;
  private final SecondFactors factors;
  private final Doorway doorway;

  SecondFactorPages(People people, Doorway doorway) {
    this.accounts = people.accounts();
    this.factors = people.secondFactors();
    this.doorway = doorway;
  }

  void addTo(RoutesConfig routes) {
    routes.get(PAGE, doorway.person((ctx, person) -> show(ctx, person, List.of(), "")));
    routes.head(PAGE, doorway.person((ctx, person) -> show(ctx, person, List.of(), "")));
    routes.post(PAGE, doorway.form(this::begin));
    routes.post(PAGE + "/confirm", doorway.form(this::confirm));
    routes.post(PAGE + "/remove", doorway.form(this::remove));
  }

  private void begin(Context ctx, Person person) {
    change(ctx, person, () -> factors.begin(person, field(ctx, "password"), Browser.address(ctx)));
  }

  private void confirm(Context ctx, Person person) {
    try {
      show(ctx, person, factors.confirm(person, field(ctx, "code"), Browser.address(ctx)), "");
    } catch (ProblemException e) {
      Doorway.statusOf(e, ctx);
      show(ctx, person, List.of(), e.getMessage());
    }
  }

  private void remove(Context ctx, Person person) {
    change(ctx, person, () -> factors.remove(person, field(ctx, "password"), Browser.address(ctx)));
  }

  private void change(Context ctx, Person person, Runnable change) {
    try {
      change.run();
      Doorway.goTo(ctx, PAGE);
    } catch (ProblemException e) {
      Doorway.statusOf(e, ctx);
      show(ctx, person, List.of(), e.getMessage());
    }
  }

  private void show(Context ctx, Person person, List<String> codes, String bad) {
    Optional<Enrolment> begun = factors.begun(person);
    doorway.show(
        ctx,
        "secondfactor",
        "Second factor",
        new View(
            doorway.browser().formKey(ctx),
            factors.has(person),
            factors.recoveryCodesLeft(person),
            accounts.hasPassword(person),
            begun.map(SecretView::of).stream().toList(),
            codes,
            bad));
  }

  /** What the template shows. */
  record View(
      String form,
      boolean has,
      int left,
      boolean password,
      List<SecretView> begun,
      List<String> codes,
      String bad) {
    boolean isBegun() {
      return !begun.isEmpty();
    }

    boolean hasCodes() {
      return !codes.isEmpty();
    }

    boolean isBad() {
      return !bad.isEmpty();
    }
  }

  /** A secret that is still to be confirmed. */
  record SecretView(String secret, String link, QrImage image) {
    static SecretView of(Enrolment enrolment) {
      return new SecretView(
          enrolment.secret().replaceAll("(.{4})(?=.)", "$1 "),
          enrolment.link(),
          QrImage.of(enrolment.link()));
    }

    /** Without the secret. */
    @Override
    public String toString() {
      return "a secret";
    }
  }
}
