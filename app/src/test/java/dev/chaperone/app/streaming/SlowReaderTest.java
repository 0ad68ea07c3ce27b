package dev.chaperone.app.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.testing.Answers;
import dev.chaperone.proxy.testing.FakeUpstream;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A long answer to a slow reader passes through the shipped program with bounded memory. */
@EnabledOnOs(OS.LINUX)
class SlowReaderTest {
  private static final long MIB = 1L << 20;
  private static final long ALLOWED_GROWTH = 300 * MIB;

  @TempDir Path data;

  @Test
  void aQuarterGigabyteToASlowReaderStaysInBounds() throws Exception {
    stream(256 * MIB);
  }

  @Test
  @Tag("long")
  void aGigabyteToASlowReaderStaysInBounds() throws Exception {
    stream(1024 * MIB);
  }

  private void stream(long length) throws Exception {
    try (FakeUpstream upstream = FakeUpstream.start(Answers.generated(length));
        ServedProcess gateway = new ServedProcess(data, upstream.uri());
        HttpClient client = HttpClient.newHttpClient()) {
      String token = gateway.agent("slow");
      long before = gateway.residentBytes();
      HttpRequest request =
          HttpRequest.newBuilder(
                  URI.create("http://" + gateway.address() + "/bigquery/v2/projects/p/datasets"))
              .header("Authorization", "Bearer " + token)
              .build();
      HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
      long peak = before;
      long received = 0;
      byte[] buffer = new byte[1 << 16];
      try (InputStream body = answer.body()) {
        long nextSample = 0;
        for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
          received += n;
          if (received >= nextSample) {
            nextSample = received + 8 * MIB;
            peak = Math.max(peak, gateway.residentBytes());
            // The reader is slow; what the gateway does meanwhile is what is measured.
            LockSupport.parkNanos(20_000_000);
          }
        }
      }
      System.out.printf(
          "slow reader: %d MiB delivered, resident memory %d MiB before, %d MiB at its peak%n",
          received / MIB, before / MIB, peak / MIB);
      assertThat(received).isEqualTo(length);
      assertThat(peak - before).isLessThan(ALLOWED_GROWTH);
    }
  }
}
