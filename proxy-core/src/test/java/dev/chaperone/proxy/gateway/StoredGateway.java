package dev.chaperone.proxy.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.proxy.identity.AgentSpec;
import dev.chaperone.proxy.policy.PolicyException;
import dev.chaperone.proxy.policy.load.PolicyLoader;
import dev.chaperone.proxy.policy.store.PolicyStore;
import dev.chaperone.proxy.sql.analysis.NativeAnalysis;
import dev.chaperone.proxy.upstream.credentials.CredentialSpec;
import dev.chaperone.recordings.LocalRecordings;
import dev.chaperone.recordings.StoreConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A gateway with a policy over the real store, which can be stopped, and whose disk be copied. */
final class StoredGateway implements AutoCloseable {
  final LocalRecordings recordings;
  final Gateway gateway;
  private final Path data;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String token;

  StoredGateway(Path data, URI upstream, String policy, Clock clock)
      throws IOException, PolicyException {
    this(
        data,
        upstream,
        new Oversight(
            PolicyStore.fixed(new PolicyLoader().load("policy.yaml", policy), clock),
            NativeAnalysis.unavailable("not in this test")),
        clock);
  }

  StoredGateway(Path data, URI upstream, Oversight oversight, Clock clock) throws IOException {
    this.data = data;
    recordings = LocalRecordings.open(StoreConfig.of(data, clock));
    gateway =
        Gateway.start(
            new GatewayConfig(
                data,
                "127.0.0.1",
                0,
                0,
                upstream,
                CredentialSpec.parse("none"),
                Set.of(),
                Set.of(),
                true,
                Limits.DEFAULT),
            Optional.of(oversight),
            recordings,
            clock);
    token = token("tester");
  }

  private String token(String name) throws IOException {
    Path file = data.resolve("agents").resolve(name + ".jwt");
    if (!Files.exists(file)) {
      gateway
          .agents()
          .create(new AgentSpec(name, List.of(), "model-x", "tests", Duration.ofDays(30)));
    }
    return Files.readString(file).strip();
  }

  HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
    return client.send(request(path, json), BodyHandlers.ofString());
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + token).build();
    return PricedWarehouse.JSON.readTree(client.send(request, BodyHandlers.ofString()).body());
  }

  private URI uri(String path) {
    return URI.create("http://127.0.0.1:" + gateway.http().getPort() + path);
  }

  HttpRequest request(String path, String json) {
    return HttpRequest.newBuilder(uri(path))
        .header("Authorization", "Bearer " + token)
        .header("Content-Type", "application/json")
        .timeout(Duration.ofSeconds(30))
        .POST(BodyPublishers.ofString(json))
        .build();
  }

  HttpClient client() {
    return client;
  }

  /** What a kill -9 would leave: the files as they are now, without what is only in memory. */
  void copyDisk(Path to) throws IOException {
    Files.walkFileTree(
        data,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(data.relativize(folder).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.copy(
                file,
                to.resolve(data.relativize(file).toString()),
                java.nio.file.StandardCopyOption.COPY_ATTRIBUTES);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) {
            return FileVisitResult.CONTINUE; // a file of the database's that was just removed
          }
        });
  }

  @Override
  public void close() {
    client.close();
    gateway.close();
    recordings.close();
  }
}
