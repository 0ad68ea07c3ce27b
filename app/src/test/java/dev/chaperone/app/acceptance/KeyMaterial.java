package dev.chaperone.app.acceptance;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.interfaces.ECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The gateway's own private keys, read from where it keeps them. */
final class KeyMaterial {
  private static final char[] PASSWORD = "chaperone".toCharArray();

  private KeyMaterial() {}

  /** The secret numbers only: what is public about a key may lie anywhere. */
  static Map<String, byte[]> of(Path data) throws IOException, GeneralSecurityException {
    Map<String, byte[]> secrets = new LinkedHashMap<>();
    Path keys = data.resolve("keys");
    String d =
        new JsonMapper()
            .readTree(Files.readAllBytes(keys.resolve("signing-key.jwk")))
            .path("d")
            .asText();
    secrets.put("signing key", Base64.getUrlDecoder().decode(d));
    secrets.put("CA key", number(keys.resolve("local-ca.p12")));
    secrets.put("server key", number(keys.resolve("local-server.p12")));
    return secrets;
  }

  private static byte[] number(Path file) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    byte[] number = ((ECPrivateKey) store.getKey("chaperone", PASSWORD)).getS().toByteArray();
    return number[0] == 0 ? Arrays.copyOfRange(number, 1, number.length) : number;
  }

  /** What trusts the gateway's HTTPS port. */
  static SSLContext trust(Path data) throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(data.resolve("ca.p12"))) {
      store.load(in, "changeit".toCharArray());
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return context;
  }
}
