package dev.chaperone.app.control;

import dev.chaperone.console.ConsoleException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * TLS to a console port: the certificate has to be the expected one, whoever signed it, and nothing
 * is sent before that is sure.
 */
final class PinnedTls {
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private PinnedTls() {}

  /** Throws {@code GONE} if nobody listens, {@code INVALID} if another certificate is shown. */
  static TlsChannel connect(ConsoleAddress address, Fingerprint expected) {
    Judge judge = new Judge(Optional.of(expected));
    try {
      return open(address, judge);
    } catch (IOException e) {
      throw judge
          .seen
          .filter(other -> !other.equals(expected))
          .map(other -> another(address, expected, other))
          .orElseGet(() -> unreachable(address, e));
    }
  }

  /** Which certificate is shown; throws {@code GONE} if none is. */
  static Fingerprint look(ConsoleAddress address) {
    Judge judge = new Judge(Optional.empty());
    try (TlsChannel channel = open(address, judge)) {
      return judge.seen.orElseThrow(() -> new IOException("it shows no certificate"));
    } catch (IOException e) {
      throw unreachable(address, e);
    }
  }

  static ConsoleException another(ConsoleAddress address, Fingerprint expected, Fingerprint other) {
    return new ConsoleException(
        ConsoleException.Code.INVALID,
        "the console port at "
            + address
            + " shows the certificate "
            + other
            + " instead of "
            + expected
            + ": somebody may stand in between, or its data folder is another. Nothing was sent."
            + " Compare with what chaperone serve printed on that machine");
  }

  private static ConsoleException unreachable(ConsoleAddress address, IOException e) {
    return new ConsoleException(
        ConsoleException.Code.GONE,
        "no console port answers at "
            + address
            + " ("
            + e.getMessage()
            + "); it is opened there by chaperone serve --console-port",
        e);
  }

  private static TlsChannel open(ConsoleAddress address, Judge judge) throws IOException {
    Socket raw = new Socket();
    try {
      int millis = (int) LIMIT.toMillis();
      raw.connect(new InetSocketAddress(address.host(), address.port()), millis);
      raw.setSoTimeout(millis);
      SSLSocket tls =
          (SSLSocket)
              context(judge)
                  .getSocketFactory()
                  .createSocket(raw, address.host(), address.port(), true);
      TlsChannel channel = new TlsChannel(raw, tls);
      channel.handshake();
      raw.setSoTimeout(0);
      return channel;
    } catch (IOException | RuntimeException e) {
      raw.close();
      throw e;
    }
  }

  private static SSLContext context(Judge judge) {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, new TrustManager[] {judge}, new SecureRandom());
      return context;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has TLS", e);
    }
  }

  /** Takes the expected certificate and no other, or if none is expected, any. */
  private static final class Judge extends X509ExtendedTrustManager {
    private final Optional<Fingerprint> expected;
    private volatile Optional<Fingerprint> seen = Optional.empty();

    Judge(Optional<Fingerprint> expected) {
      this.expected = expected;
    }

    private void judge(X509Certificate[] chain) throws CertificateException {
      Fingerprint shown = Fingerprint.of(chain[0]);
      seen = Optional.of(shown);
      if (expected.isPresent() && !expected.get().equals(shown)) {
        throw new CertificateException("another certificate than the expected one");
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      judge(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      judge(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      judge(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      throw noClients();
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      throw noClients();
    }

    private static CertificateException noClients() {
      return new CertificateException("this side is the client");
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
