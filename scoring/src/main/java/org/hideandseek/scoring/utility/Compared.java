package org.hideandseek.scoring.utility;

import java.util.function.Function;

/** The same of all three cohorts. */
record Compared<T>(T members, T release, T holdout) {
  <U> Compared<U> map(Function<? super T, ? extends U> function) {
    return new Compared<>(
        function.apply(members), function.apply(release), function.apply(holdout));
  }
}
