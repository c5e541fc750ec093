package org.hideandseek.app;

import static org.junit.jupiter.api.Named.named;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.hideandseek.platform.database.DatabaseConfig;
import org.hideandseek.platform.database.OwnPostgres;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** Where tests get databases without tables, of one kind. */
public interface EmptyDatabases {

  /** Another one, for the platform of a data folder. */
  DatabaseConfig next(Path data) throws IOException;

  /**
   * H2 and PostgreSQL. One server holds all databases of PostgreSQL, and is gone after all tests.
   */
  final class Both implements ArgumentsProvider {
    @Override
    public Stream<? extends Arguments> provideArguments(
        ParameterDeclarations parameters, ExtensionContext context) {
      EmptyDatabases h2 = DatabaseConfig::inFolder;
      EmptyDatabases postgres = data -> server(context.getRoot()).create();
      return Stream.of(Arguments.of(named("H2", h2)), Arguments.of(named("PostgreSQL", postgres)));
    }

    private static OwnPostgres server(ExtensionContext root) {
      return root.getStore(Namespace.create(Both.class))
          .computeIfAbsent("server", key -> start(), OwnPostgres.class);
    }

    private static OwnPostgres start() {
      try {
        return OwnPostgres.start();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
