package dev.chaperone.proxy.listener;

import dev.chaperone.proxy.gateway.GatewayException;
import dev.chaperone.proxy.tls.LocalCa;
import io.helidon.common.socket.SocketOptions;
import io.helidon.common.tls.Tls;
import io.helidon.http.encoding.ContentEncodingContext;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.WebServerConfig;
import io.helidon.webserver.http.Handler;
import io.helidon.webserver.http1.Http1Config;
import io.helidon.webserver.http2.Http2Config;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;

/** The agents' door: HTTP and HTTPS on one address, HTTP/1.1 and, over TLS, h2 by ALPN. */
public final class Listener implements AutoCloseable {
  private static final String HTTPS = "https";
  private static final int MAX_HEADERS = 64 << 10;
  private static final int MAX_CONNECTIONS = 1024;
  private static final int MAX_PROLOGUE = 32 << 10;
  private static final Duration GRACE = Duration.ofMillis(300);

  private final WebServer server;
  private final String host;

  private Listener(WebServer server, String host) {
    this.server = server;
    this.host = host;
  }

  /**
   * Starts listening.
   *
   * @throws GatewayException if a port is taken
   */
  static Listener start(String host, int httpPort, int httpsPort, LocalCa ca, Handler handler) {
    WebServerConfig.Builder config =
        WebServer.builder()
            .host(host)
            .port(httpPort)
            .shutdownHook(false)
            .shutdownGracePeriod(GRACE)
            .maxPayloadSize(-1)
            .maxTcpConnections(MAX_CONNECTIONS)
            // Without it, HTTP/2 and small answers wait for Nagle.
            .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
            .contentEncoding(noDecoding())
            .directHandlers(JsonFaults.handlers())
            .addConnectionSelector(new BoundedHttp1(http1()))
            .protocolsDiscoverServices(false)
            .routing(routing -> routing.any(handler))
            .putSocket(
                HTTPS,
                socket ->
                    socket
                        .host(host)
                        .port(httpsPort)
                        .maxPayloadSize(-1)
                        .maxTcpConnections(MAX_CONNECTIONS)
                        .shutdownGracePeriod(GRACE)
                        .connectionOptions(SocketOptions.builder().tcpNoDelay(true).build())
                        .contentEncoding(noDecoding())
                        .directHandlers(JsonFaults.handlers())
                        .addConnectionSelector(new BoundedHttp1(http1()))
                        .addProtocol(
                            Http2Config.builder()
                                .initialWindowSize(1 << 20)
                                .maxFrameSize(1 << 16)
                                .build())
                        .protocolsDiscoverServices(false)
                        .tls(tls(ca))
                        .routing(routing -> routing.any(handler)));
    try {
      return new Listener(config.build().start(), host);
    } catch (RuntimeException e) {
      throw new GatewayException(
          "Cannot listen on "
              + host
              + " ports "
              + httpPort
              + " and "
              + httpsPort
              + ": "
              + rootMessage(e),
          e);
    }
  }

  public InetSocketAddress http() {
    return new InetSocketAddress(host, server.port());
  }

  public InetSocketAddress https() {
    return new InetSocketAddress(host, server.port(HTTPS));
  }

  @Override
  public void close() {
    server.stop();
  }

  /** Bodies are decoded by the gateway, with its own limits. */
  private static ContentEncodingContext noDecoding() {
    return ContentEncodingContext.builder()
        .contentEncodingsDiscoverServices(false)
        .addContentEncoding(new UndecodedGzip())
        .build();
  }

  private static Http1Config http1() {
    return Http1Config.builder()
        .maxHeadersSize(MAX_HEADERS)
        .maxPrologueLength(MAX_PROLOGUE)
        .build();
  }

  private static Tls tls(LocalCa ca) {
    return Tls.builder()
        .privateKey(ca.serverKey())
        .privateKeyCertChain(ca.serverChain())
        .applicationProtocols(List.of("h2", "http/1.1"))
        .build();
  }

  private static String rootMessage(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null) {
      cause = cause.getCause();
    }
    return String.valueOf(cause.getMessage());
  }
}
