package org.hideandseek.platform.submission;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;

/** How a statement lies in the database: of an upload and of a submission the same columns. */
public final class JdbiStatementColumns {
  private static final ObjectMapper JSON = new ObjectMapper();

  private JdbiStatementColumns() {}

  static void insert(Handle handle, SubmissionId submission, Statement statement) {
    bind(
            handle.createUpdate(
                """
                INSERT INTO submission_statement (submission, description, answers, agreed_by, agreed_at, terms)
                VALUES (:submission, :description, :answers, :agreedBy, :agreedAt, :terms)
                """),
            statement)
        .bind("submission", submission.value())
        .execute();
  }

  /** Binds {@code description, answers, agreedBy, agreedAt, terms}. */
  public static <T extends SqlStatement<T>> T bind(T sql, Statement statement) {
    try {
      return sql.bind("description", statement.description())
          .bind("answers", JSON.writeValueAsString(statement.answers()))
          .bind("agreedBy", statement.agreement().map(Agreement::by).orElse(null))
          .bind("agreedAt", statement.agreement().map(Agreement::at).orElse(null))
          .bind("terms", statement.agreement().map(Agreement::terms).orElse(null));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Texts can always be written as JSON.", e);
    }
  }

  /** The statement in a row with {@code description, answers, agreed_by, agreed_at, terms}. */
  public static Statement read(ResultSet row) throws SQLException {
    Optional<String> by = Optional.ofNullable(row.getString("agreed_by"));
    Optional<Agreement> agreement =
        by.isPresent()
            ? Optional.of(
                new Agreement(
                    by.get(),
                    row.getObject("agreed_at", OffsetDateTime.class).toInstant(),
                    row.getString("terms")))
            : Optional.empty();
    return new Statement(row.getString("description"), answers(row), agreement);
  }

  private static Map<String, String> answers(ResultSet row) throws SQLException {
    try {
      return JSON.readValue(
          row.getString("answers"), new TypeReference<LinkedHashMap<String, String>>() {});
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The database holds answers that are no JSON.", e);
    }
  }
}
