package dev.chaperone.proxy.upstream;

import dev.chaperone.proxy.upstream.credentials.CredentialException;
import dev.chaperone.proxy.upstream.credentials.UpstreamCredentials;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/**
 * Upstream over {@code java.net.http}. Redirects are never followed: a redirect would carry the
 * credential to a host nobody checked.
 */
public final class HttpUpstream implements Upstream {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  // java.net.http sets these itself and refuses them from callers.
  private static final Set<String> SET_BY_CLIENT =
      Set.of("connection", "content-length", "expect", "host", "upgrade", "transfer-encoding");

  private final URI base;
  private final UpstreamCredentials credentials;
  private final Duration headTimeout;
  private final Duration stall;
  private final StallGuard stallGuard;
  private final ExecutorService executor =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("upstream-", 0).factory());
  private final HttpClient client;

  public HttpUpstream(
      URI base, UpstreamCredentials credentials, Duration headTimeout, Duration stall) {
    this.base = base;
    this.credentials = credentials;
    this.headTimeout = headTimeout;
    this.stall = stall;
    this.stallGuard = new StallGuard();
    this.client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(CONNECT)
            // Plain HTTP stays on 1.1: an h2c upgrade offer confuses simple servers.
            .version(
                "https".equalsIgnoreCase(base.getScheme())
                    ? HttpClient.Version.HTTP_2
                    : HttpClient.Version.HTTP_1_1)
            .executor(executor)
            .build();
  }

  @Override
  public URI base() {
    return base;
  }

  @Override
  public UpstreamAnswer send(UpstreamRequest request) throws UpstreamException {
    Optional<String> authorization = authorization();
    try {
      HttpResponse<InputStream> response =
          client.send(toHttp(request, authorization), HttpResponse.BodyHandlers.ofInputStream());
      return answer(response, request, SecretScrubber.of(authorization));
    } catch (HttpConnectTimeoutException e) {
      throw new UpstreamException(
          UpstreamException.Kind.UNREACHABLE,
          "BigQuery at " + base + " did not accept a connection in time.",
          e);
    } catch (HttpTimeoutException e) {
      throw new UpstreamException(
          UpstreamException.Kind.TIMEOUT, "BigQuery at " + base + " did not answer in time.", e);
    } catch (ConnectException e) {
      throw new UpstreamException(
          UpstreamException.Kind.UNREACHABLE,
          "BigQuery at "
              + base
              + " cannot be reached. Check the network, and --upstream or the"
              + " policy's connections.",
          e);
    } catch (IOException e) {
      throw new UpstreamException(
          UpstreamException.Kind.BROKEN, "The connection to BigQuery at " + base + " broke.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UpstreamException(UpstreamException.Kind.BROKEN, "The gateway is stopping.", e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
    executor.shutdownNow();
    stallGuard.close();
    credentials.close();
  }

  private Optional<String> authorization() throws UpstreamException {
    try {
      return credentials.authorization();
    } catch (CredentialException e) {
      throw new UpstreamException(
          UpstreamException.Kind.CREDENTIAL, String.valueOf(e.getMessage()), e);
    }
  }

  private HttpRequest toHttp(UpstreamRequest request, Optional<String> authorization) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(base.resolve(request.pathAndQuery()))
            .timeout(shorter(headTimeout, request))
            .method(request.method(), publisher(request));
    request
        .headers()
        .forEach(
            (name, value) -> {
              if (!SET_BY_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
                builder.header(name, value);
              }
            });
    builder.setHeader("Accept-Encoding", "gzip");
    authorization.ifPresent(value -> builder.setHeader("Authorization", value));
    return builder.build();
  }

  private static Duration shorter(Duration usual, UpstreamRequest request) {
    return request.patience().filter(p -> p.compareTo(usual) < 0).orElse(usual);
  }

  private static BodyPublisher publisher(UpstreamRequest request) {
    if (request.body().isEmpty()) {
      return BodyPublishers.noBody();
    }
    UpstreamRequest.Body body = request.body().get();
    if (body.length() == 0) {
      return BodyPublishers.noBody();
    }
    BodyPublisher stream = BodyPublishers.ofInputStream(body::stream);
    return body.length() > 0 ? BodyPublishers.fromPublisher(stream, body.length()) : stream;
  }

  private UpstreamAnswer answer(
      HttpResponse<InputStream> response, UpstreamRequest request, SecretScrubber scrubber)
      throws IOException {
    List<Headers.Field> fields = new ArrayList<>();
    response
        .headers()
        .map()
        .forEach(
            (name, values) -> {
              if (!name.startsWith(":")) {
                values.forEach(value -> fields.add(new Headers.Field(name, value)));
              }
            });
    Headers headers = scrubber.headers(Headers.of(fields));
    InputStream body = stallGuard.watch(response.body(), shorter(stall, request));
    boolean gzip = headers.firstOr("content-encoding", "").equalsIgnoreCase("gzip");
    if (!gzip) {
      long length = response.headers().firstValueAsLong("content-length").orElse(-1);
      return new UpstreamAnswer(response.statusCode(), headers, scrubber.body(body), length);
    }
    BufferedInputStream peekable = new BufferedInputStream(body, 1 << 16);
    peekable.mark(1);
    if (peekable.read() < 0) {
      return new UpstreamAnswer(response.statusCode(), headers, InputStream.nullInputStream(), 0);
    }
    peekable.reset();
    return new UpstreamAnswer(
        response.statusCode(), headers, scrubber.body(new GZIPInputStream(peekable, 1 << 16)), -1);
  }
}
