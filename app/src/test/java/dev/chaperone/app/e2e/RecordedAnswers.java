package dev.chaperone.app.e2e;

import dev.chaperone.proxy.surface.ApiMethod;
import dev.chaperone.proxy.surface.MethodCatalogue;
import dev.chaperone.recordings.LocalRecordings;
import dev.chaperone.recordings.StoreConfig;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameBody;
import java.io.ByteArrayOutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The answers that agents really got, put together again from the recorded frames. */
final class RecordedAnswers {
  /** One answer as delivered. */
  record Delivered(String path, int status, String schema, byte[] body) {
    @Override
    public String toString() {
      return status + " " + path;
    }
  }

  private static final class Building {
    String path = "";
    String apiMethod = "";
    int status;
    final ByteArrayOutputStream body = new ByteArrayOutputStream();
  }

  private RecordedAnswers() {}

  /** Reads a store that no process owns. */
  static List<Delivered> of(Path data) throws InterruptedException {
    Map<ExchangeId, Building> exchanges = new LinkedHashMap<>();
    try (var store = LocalRecordings.open(StoreConfig.of(data, Clock.systemUTC()));
        var feed = store.feed(1)) {
      for (List<Frame> batch = feed.next(1000, Duration.ofMillis(200));
          !batch.isEmpty();
          batch = feed.next(1000, Duration.ofMillis(200))) {
        batch.forEach(frame -> take(frame, exchanges));
      }
    }
    return exchanges.values().stream().map(RecordedAnswers::delivered).toList();
  }

  private static void take(Frame frame, Map<ExchangeId, Building> exchanges) {
    if (frame.header().exchange().isEmpty() || frame.body().isEmpty()) {
      return;
    }
    Building building =
        exchanges.computeIfAbsent(frame.header().exchange().get(), id -> new Building());
    switch (frame.body().get()) {
      case FrameBody.Received received -> {
        building.path = received.method() + " " + received.path();
        building.apiMethod = received.apiMethod();
      }
      case FrameBody.ResponseHead head -> building.status = head.status();
      case FrameBody.ResponseChunk chunk -> building.body.writeBytes(chunk.bytes().toArray());
      default -> {}
    }
  }

  private static Delivered delivered(Building built) {
    String schema =
        MethodCatalogue.packaged().named(built.apiMethod).map(ApiMethod::responseSchema).orElse("");
    return new Delivered(built.path, built.status, schema, built.body.toByteArray());
  }
}
