package dev.chaperone.proxy.seal;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HKDF with SHA-256 (RFC 5869) for keys of up to 32 bytes; Java has its own only from 25 on. */
final class Hkdf {
  static final int LENGTH = 32;

  private Hkdf() {}

  /** 32 bytes; {@code salt} and {@code info} are public. */
  static byte[] derive(byte[] secret, byte[] salt, byte[] info) throws GeneralSecurityException {
    // An absent salt is one of zeroes; an HMAC key cannot be empty.
    byte[] extracted = hmac(salt.length == 0 ? new byte[LENGTH] : salt, secret, new byte[0]);
    return hmac(extracted, info, new byte[] {1});
  }

  private static byte[] hmac(byte[] key, byte[] first, byte[] second)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    mac.update(first);
    return mac.doFinal(second);
  }
}
