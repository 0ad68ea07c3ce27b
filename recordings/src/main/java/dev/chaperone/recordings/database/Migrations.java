package dev.chaperone.recordings.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.h2.api.ErrorCode;

/** Brings a database to the newest schema: versioned SQL resources, each applied once, in order. */
final class Migrations {
  private static final List<String> SCRIPTS =
      List.of(
          "V1__recordings.sql",
          "V2__approvals.sql",
          "V3__budgets.sql",
          "V4__levels.sql",
          "V5__masking.sql");

  private Migrations() {}

  /** Leaves the connection in manual commit. */
  static void apply(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists schema_version (version integer primary key)");
      int version = version(statement);
      if (version > SCRIPTS.size()) {
        throw new SQLException(
            "the recordings database was made by a newer version of Chaperone",
            "HY000",
            ErrorCode.GENERAL_ERROR_1);
      }
      for (int next = version + 1; next <= SCRIPTS.size(); next++) {
        for (String command : script(SCRIPTS.get(next - 1)).split(";\\s*\\n", -1)) {
          if (!command.isBlank()) {
            statement.execute(command);
          }
        }
        statement.execute("insert into schema_version (version) values (" + next + ")");
      }
    }
    connection.commit();
  }

  private static int version(Statement statement) throws SQLException {
    try (ResultSet rows =
        statement.executeQuery("select coalesce(max(version), 0) from schema_version")) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static String script(String name) {
    try (InputStream in = Migrations.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing from the program");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
