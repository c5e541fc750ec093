package org.hideandseek.challenges.dataset;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.hideandseek.challenges.table.BadRow;
import org.junit.jupiter.api.Test;

class BadRowsTest {
  private final BadRows rows = new BadRows();

  @Test
  void withoutAnyTheImportGoesOn() {
    assertThatCode(rows::refuse).doesNotThrowAnyException();
  }

  @Test
  void theFirstIsToldWithHowManyAreLikeItAndHowManyAreNot() {
    rows.found(BadRow.about("a", "f, line 2: x is 'q' instead of a number"));
    rows.found(BadRow.about("b", "f, line 3: there are 2 cells instead of 3"));
    rows.found(BadRow.about("a", "f, line 4: x is 'r' instead of a number"));

    assertThatThrownBy(rows::refuse)
        .isInstanceOf(DatasetException.class)
        .hasMessage(
            "f, line 2: x is 'q' instead of a number; 2 lines are like it, and 1 line has another"
                + " fault; mend them, or skip such lines with --skip-bad.");
  }
}
