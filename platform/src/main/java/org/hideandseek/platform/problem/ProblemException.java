package org.hideandseek.platform.problem;

import static java.util.Objects.requireNonNull;

/**
 * The one root of errors that reach people; the message is a sentence for them, the cause is for
 * the log.
 */
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final Problem problem;

  public ProblemException(Problem problem, String sentence) {
    super(sentence);
    this.problem = requireNonNull(problem);
  }

  public ProblemException(Problem problem, String sentence, Throwable cause) {
    super(sentence, cause);
    this.problem = requireNonNull(problem);
  }

  public Problem problem() {
    return problem;
  }
}
