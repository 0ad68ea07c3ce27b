package dev.chaperone.recordings.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Asks which erasures were recorded but not noted as done. */
final class ErasureQueries {
  private ErasureQueries() {}

  static List<Long> unfinished(Connection connection) throws SQLException {
    List<Long> sequences = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select sequence from erasures where not done order by sequence")) {
      while (rows.next()) {
        sequences.add(rows.getLong(1));
      }
    }
    return sequences;
  }
}
