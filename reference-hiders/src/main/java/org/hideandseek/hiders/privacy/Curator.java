package org.hideandseek.hiders.privacy;

/**
 * The only one who sees the patients. A hider that learns through a curator and nothing else is as
 * private as the curator's answers: what is made of them costs nothing more.
 */
public interface Curator {

  /** Answers one question; each costs its share of the budget. */
  Answer answer(Question question);
}
