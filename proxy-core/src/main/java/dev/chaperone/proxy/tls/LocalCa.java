package dev.chaperone.proxy.tls;

import dev.chaperone.proxy.identity.KeyFolder;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLContext;

/** The data folder's own certificate authority for loopback names. */
public final class LocalCa {
  private LocalCa() {}

  public static LocalCa open(Path dataFolder, KeyFolder keys, Clock clock) {
    throw new UnsupportedOperationException();
  }

  public X509Certificate authority() {
    throw new UnsupportedOperationException();
  }

  public PrivateKey serverKey() {
    throw new UnsupportedOperationException();
  }

  /** Server certificate first, then the authority's. */
  public List<X509Certificate> serverChain() {
    throw new UnsupportedOperationException();
  }

  public SSLContext serverContext() {
    throw new UnsupportedOperationException();
  }

  /** {@code DATA/ca.pem}. */
  public Path certificateFile() {
    throw new UnsupportedOperationException();
  }

  /** {@code DATA/ca.p12}, password {@link #TRUST_STORE_PASSWORD}. */
  public Path trustStoreFile() {
    throw new UnsupportedOperationException();
  }
}
