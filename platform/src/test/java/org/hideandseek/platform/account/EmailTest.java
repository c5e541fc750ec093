package org.hideandseek.platform.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.junit.jupiter.api.Test;

final class EmailTest {
  @Test
  void twoThatDifferInCaseAreOne() {
    assertThat(Email.of("  Ida.Lovelace+X@Example.ORG "))
        .isEqualTo(Email.of("ida.lovelace+x@example.org"));
  }

  @Test
  void aTurkishMachineHasNoOtherAddresses() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale("tr", "TR"));
      assertThat(Email.of("IDA@EXAMPLE.ORG").value()).isEqualTo("ida@example.org");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void whatIsNoAddressIsRefused() {
    for (String bad :
        List.of(
            "",
            "ida",
            "@example.org",
            "ida@",
            "ida@localhost",
            "ida@@example.org",
            "ida lovelace@example.org",
            "ida@example.org\r\nBcc: all@example.org",
            "ida\u0000@example.org",
            "ida\u202E@example.org",
            "<b>ida</b>@example.org",
            "ida@-example.org",
            ".ida@example.org",
            "x".repeat(250) + "@example.org",
            "x".repeat(10_000))) {
      assertThatThrownBy(() -> Email.of(bad))
          .as(bad)
          .isInstanceOfSatisfying(
              ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.INVALID));
    }
  }
}
