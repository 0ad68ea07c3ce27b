package dev.chaperone.proxy.catalogue;

import dev.chaperone.proxy.identity.SettableClock;
import dev.chaperone.proxy.testing.FakeUpstream;
import dev.chaperone.proxy.upstream.HttpUpstream;
import dev.chaperone.proxy.upstream.credentials.CredentialSpec;
import dev.chaperone.proxy.upstream.credentials.UpstreamCredentials;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.sql.TableName;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A catalogue over real HTTP, and what it put on record before it asked. */
public final class LookedUp implements AutoCloseable {
  public final SettableClock clock = new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  public final FakeUpstream server;
  public final HttpUpstream upstream;
  public final Catalogue catalogue;
  public final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  public final List<FrameBody.Upstream> recorded = new CopyOnWriteArrayList<>();

  public LookedUp(FakeUpstream.Handler handler) throws Exception {
    server = FakeUpstream.start(handler);
    upstream =
        new HttpUpstream(
            server.uri(),
            UpstreamCredentials.open(CredentialSpec.parse("none"), clock),
            Duration.ofMinutes(5),
            Duration.ofMinutes(5));
    catalogue = new Catalogue(upstream, clock, Catalogue.MAX_AGE, threads);
  }

  public static long in(Duration time) {
    return System.nanoTime() + time.toNanos();
  }

  /** For one request that has 30 s. */
  public CatalogueView view() {
    return catalogue.view(recorded::add, in(Duration.ofSeconds(30)));
  }

  public static TableName table(String name) {
    return TableName.of("demo", "shop", name);
  }

  /** Targets of the requests that arrived. */
  public List<String> asked() {
    return server.requests().stream().map(r -> r.target()).toList();
  }

  @Override
  public void close() {
    upstream.close();
    threads.shutdownNow();
    server.close();
  }
}
