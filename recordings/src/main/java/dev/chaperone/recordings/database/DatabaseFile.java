package dev.chaperone.recordings.database;

import dev.chaperone.recordings.storage.OwnerOnly;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.zip.CRC32C;
import org.h2.jdbcx.JdbcDataSource;

/**
 * The H2 file: opens, closes and throws it away. On a clean close it notes the file's checksum
 * beside it, because H2 opens a file with garbage in its middle without an error and goes on with
 * old or wrong rows.
 */
final class DatabaseFile {
  private static final String NAME = "recordings";
  private static final long CHECKED_UP_TO = 1L << 30;

  private final Path folder;
  private final Path file;
  private final Path note;
  private final JdbcDataSource source = new JdbcDataSource();

  DatabaseFile(Path folder) {
    this.folder = folder;
    this.file = folder.resolve(NAME + ".mv.db");
    this.note = folder.resolve(NAME + ".checksum");
    // async: an interrupt during a write would close a plain file for the whole process.
    // WRITE_DELAY=0: a commit is handed to the system when it returns.
    source.setURL(
        "jdbc:h2:async:"
            + folder.resolve(NAME).toAbsolutePath()
            + ";WRITE_DELAY=0;DB_CLOSE_ON_EXIT=FALSE;DB_CLOSE_DELAY=0");
    source.setUser("chaperone");
    source.setPassword("");
  }

  /** Whether the file is as the last clean close left it, as far as that can be told. */
  boolean plausible() throws IOException {
    if (!Files.exists(note) || !Files.exists(file)) {
      return true; // the last run was killed: H2's own recovery and the row check have to do
    }
    boolean same = Files.readString(note).equals(checksum());
    Files.delete(note);
    return same;
  }

  Connection connect() throws SQLException {
    return source.getConnection();
  }

  void protect() throws IOException {
    OwnerOnly.file(file);
  }

  void create() throws IOException {
    OwnerOnly.folder(folder);
  }

  /**
   * Closes the database behind the connection, and notes what it left.
   *
   * @param compact whether the file is written anew, without what was deleted from it
   */
  void shutdown(Connection connection, boolean compact) throws SQLException, IOException {
    try (connection;
        Statement statement = connection.createStatement()) {
      statement.execute(compact ? "shutdown compact" : "shutdown");
    }
    if (Files.size(file) <= CHECKED_UP_TO) {
      Files.deleteIfExists(note);
      OwnerOnly.createFile(note);
      Files.writeString(note, checksum());
    }
  }

  void delete() throws IOException {
    Files.deleteIfExists(note);
    Files.deleteIfExists(file);
    Files.deleteIfExists(folder.resolve(NAME + ".trace.db"));
  }

  private String checksum() throws IOException {
    CRC32C crc = new CRC32C();
    byte[] buffer = new byte[1 << 16];
    long length = 0;
    try (InputStream in = Files.newInputStream(file)) {
      for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
        crc.update(buffer, 0, count);
        length += count;
      }
    }
    return Long.toHexString(crc.getValue()) + " " + length + "\n";
  }
}
