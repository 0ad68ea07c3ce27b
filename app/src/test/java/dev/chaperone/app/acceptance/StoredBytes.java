package dev.chaperone.app.acceptance;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.RealParts;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything a data folder holds, shown to a scanner: frames, files, cells. Nobody may use it. */
final class StoredBytes {
  private final Path data;
  private final SecretScanner scanner;

  StoredBytes(Path data, SecretScanner scanner) {
    this.data = data;
    this.scanner = scanner;
  }

  /** Returns how many frames, files and cells were looked at. */
  String scanAll() throws IOException, InterruptedException, SQLException {
    long frames = frames();
    long files = files();
    return frames + " frames, " + files + " files, " + cells() + " cells";
  }

  private long frames() throws InterruptedException {
    // A body in one piece: a secret may lie across chunks.
    Map<String, ByteArrayOutputStream> bodies = new LinkedHashMap<>();
    long[] count = {0};
    try (Recordings recordings = new RealParts(Clock.systemUTC()).openStore(new DataFolder(data))) {
      RecordedHistory.each(
          recordings,
          frame -> {
            count[0]++;
            scanner.scan("frame " + frame.header().type(), frame.header() + " " + frame.body());
            bytes(frame)
                .ifPresent(
                    bytes ->
                        bodies
                            .computeIfAbsent(
                                "body of " + frame.header().type() + frame.header().exchange(),
                                k -> new ByteArrayOutputStream())
                            .writeBytes(bytes));
          });
    }
    bodies.forEach((where, body) -> scanner.scan(where, body.toByteArray()));
    return count[0];
  }

  private static Optional<byte[]> bytes(Frame frame) {
    return switch (frame.body().orElseThrow()) {
      case FrameBody.RequestPart part -> Optional.of(part.bytes().toArray());
      case FrameBody.ResponseChunk chunk -> Optional.of(chunk.bytes().toArray());
      case FrameBody.Unknown unknown -> Optional.of(unknown.payload().toArray());
      default -> Optional.empty();
    };
  }

  /** All files but those that are there to hold keys and tokens. */
  private long files() throws IOException {
    List<Path> files = new ArrayList<>();
    try (Stream<Path> all = Files.walk(data)) {
      all.filter(Files::isRegularFile)
          .filter(file -> !file.startsWith(data.resolve("keys")))
          .filter(file -> !file.startsWith(data.resolve("agents")))
          .forEach(files::add);
    }
    for (Path file : files) {
      scanner.scan("file " + data.relativize(file), Files.readAllBytes(file));
    }
    return files.size();
  }

  private long cells() throws SQLException {
    String url = "jdbc:h2:" + data.resolve("recordings") + ";IFEXISTS=TRUE;ACCESS_MODE_DATA=r";
    long cells = 0;
    try (Connection connection = DriverManager.getConnection(url, "chaperone", "")) {
      for (String table : tables(connection)) {
        try (Statement statement = connection.createStatement();
            ResultSet rows = statement.executeQuery("select * from " + table)) {
          int columns = rows.getMetaData().getColumnCount();
          while (rows.next()) {
            for (int i = 1; i <= columns; i++) {
              cells++;
              String where = "cell " + table + "." + rows.getMetaData().getColumnName(i);
              switch (rows.getObject(i)) {
                case null -> {}
                case byte[] bytes -> scanner.scan(where, bytes);
                default -> scanner.scan(where, String.valueOf(rows.getString(i)));
              }
            }
          }
        }
      }
    }
    return cells;
  }

  private static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (ResultSet rows = connection.getMetaData().getTables(null, "PUBLIC", "%", null)) {
      while (rows.next()) {
        tables.add('"' + rows.getString("TABLE_NAME") + '"');
      }
    }
    return tables;
  }
}
