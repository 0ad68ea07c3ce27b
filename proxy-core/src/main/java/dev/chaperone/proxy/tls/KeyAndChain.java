package dev.chaperone.proxy.tls;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A private key with its certificate and those above it, kept together in one PKCS#12 file so that
 * they can never be out of step.
 */
record KeyAndChain(PrivateKey key, List<X509Certificate> chain) {
  private static final String ALIAS = "chaperone";

  /** The file's owner-only permissions protect the key; PKCS#12 merely wants some password. */
  private static final char[] PASSWORD = "chaperone".toCharArray();

  KeyAndChain {
    chain = List.copyOf(chain);
  }

  X509Certificate certificate() {
    return chain.getFirst();
  }

  /** What clients trust. */
  X509Certificate root() {
    return chain.getLast();
  }

  boolean expiresBefore(Instant time) {
    return certificate().getNotAfter().toInstant().isBefore(time);
  }

  boolean issuedBy(KeyAndChain authority) {
    try {
      certificate().verify(authority.certificate().getPublicKey());
      return root().equals(authority.root());
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  byte[] toPkcs12() throws GeneralSecurityException, IOException {
    return bytes(keyStore(), PASSWORD);
  }

  static KeyAndChain fromPkcs12(byte[] bytes) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(new ByteArrayInputStream(bytes), PASSWORD);
    Certificate[] certificates = store.getCertificateChain(ALIAS);
    if (certificates == null || !(store.getKey(ALIAS, PASSWORD) instanceof PrivateKey key)) {
      throw new KeyStoreException("no key entry");
    }
    List<X509Certificate> chain = new ArrayList<>();
    for (Certificate certificate : certificates) {
      chain.add((X509Certificate) certificate);
    }
    return new KeyAndChain(key, chain);
  }

  static byte[] trustStore(X509Certificate authority, String password)
      throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    store.setCertificateEntry("chaperone-local-ca", authority);
    return bytes(store, password.toCharArray());
  }

  SSLContext serverContext() {
    try {
      KeyManagerFactory keys =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      keys.init(keyStore(), PASSWORD);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), null, null);
      return context;
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java platform cannot serve TLS with an EC key", e);
    }
  }

  private KeyStore keyStore() throws GeneralSecurityException, IOException {
    KeyStore store = empty();
    store.setKeyEntry(ALIAS, key, PASSWORD, chain.toArray(Certificate[]::new));
    return store;
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static byte[] bytes(KeyStore store, char[] password)
      throws GeneralSecurityException, IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    store.store(out, password);
    return out.toByteArray();
  }

  @Override
  public String toString() {
    return "KeyAndChain[" + certificate().getSubjectX500Principal() + "]";
  }
}
