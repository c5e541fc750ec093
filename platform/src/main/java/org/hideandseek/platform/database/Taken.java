package org.hideandseek.platform.database;

import java.sql.SQLException;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;

/** Tells what a statement failed on. */
public final class Taken {
  /** SQLSTATE of a value that is there already, in H2 and PostgreSQL. */
  private static final String STATE = "23505";

  private Taken() {}

  /** Whether somebody else has written what may be there once only. */
  public static boolean is(UnableToExecuteStatementException e) {
    return e.getCause() instanceof SQLException sql && STATE.equals(sql.getSQLState());
  }
}
