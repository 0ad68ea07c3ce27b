package dev.chaperone.proxy.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.chaperone.proxy.testing.DiscoveryFiles;
import dev.chaperone.proxy.testing.FakeExchange;
import dev.chaperone.proxy.testing.FakeJobs;
import dev.chaperone.proxy.testing.FakeUpstream;
import dev.chaperone.proxy.testing.RecordedRequest;
import dev.chaperone.proxy.testing.ResumableUploads;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real {@code bq} builds its client from our trimmed document and works with it. */
class BqWithTrimmedDiscoveryTest {
  private final FakeJobs jobs = new FakeJobs(3);
  private final FakeUpstream upstream = FakeUpstream.start(this::answer);
  private final ResumableUploads uploads = new ResumableUploads(upstream.uri().toString());
  private final PathRecogniser recogniser = new PathRecogniser(MethodCatalogue.packaged());

  @TempDir Path dir;

  @AfterEach
  void stop() {
    upstream.close();
  }

  private void answer(FakeExchange exchange) throws IOException {
    String path = exchange.request().path();
    if (path.equals("/$discovery/rest")) {
      exchange.bytes(
          200,
          Map.of("Content-Type", "application/json"),
          DiscoveryDocument.trimmed(upstream.uri()));
    } else if (path.contains("/upload/")) {
      uploads.handle(exchange);
    } else {
      jobs.handle(exchange);
    }
  }

  private String bq(String... arguments) throws Exception {
    Optional<Path> sdk = DiscoveryFiles.cloudSdk();
    assumeThat(sdk).as("bq is not installed").isPresent();
    List<String> command = new ArrayList<>(List.of(sdk.orElseThrow().resolve("bin/bq").toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).directory(dir.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "HOME", dir.toString(),
                "CLOUDSDK_CONFIG", dir.resolve("gcloud").toString(),
                "CLOUDSDK_CORE_PROJECT", "demo",
                "CLOUDSDK_API_ENDPOINT_OVERRIDES_BIGQUERY", upstream.uri().toString(),
                "CLOUDSDK_AUTH_ACCESS_TOKEN_FILE",
                    Files.writeString(dir.resolve("token"), "TOKEN").toString()));
    Process process = builder.redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output + upstream.requests()).isZero();
    return output;
  }

  @Test
  void queriesAndLoadsAFile() throws Exception {
    assertThat(bq("query", "--format=csv", "--use_legacy_sql=false", "SELECT n FROM t"))
        .contains("n\n0\n1\n2\n");

    Path file = Files.writeString(dir.resolve("rows.csv"), "1,2\n3,4\n");
    bq("load", "--source_format=CSV", "shop.loaded", file.toString(), "a:INTEGER,b:INTEGER");
    assertThat(uploads.uploads().get("upload-1").received()).isEqualTo(8);

    for (RecordedRequest request : upstream.requests()) {
      assertThat(recogniser.recognise(request.method(), request.path(), request.query()))
          .as(request.toString())
          .isNotInstanceOf(Recognition.Refused.class);
    }
  }
}
