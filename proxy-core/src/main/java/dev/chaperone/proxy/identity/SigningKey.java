package dev.chaperone.proxy.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;

/** The gateway's own ES256 key. It signs and verifies; the private part never shows. */
public final class SigningKey {
  private final ECKey key;
  private final JWSSigner signer;
  private final JWSVerifier verifier;

  private SigningKey(ECKey key) {
    try {
      if (!Curve.P_256.equals(key.getCurve()) || !key.isPrivate()) {
        throw new IllegalArgumentException("not a private P-256 key");
      }
      String thumbprint = key.computeThumbprint().toString();
      this.key = new ECKey.Builder(key).keyID(thumbprint).keyUse(KeyUse.SIGNATURE).build();
      this.signer = new ECDSASigner(this.key);
      this.verifier = new ECDSAVerifier(this.key.toPublicJWK());
      checkHalvesFit();
    } catch (JOSEException e) {
      throw new IllegalArgumentException("not an ES256 key");
    }
  }

  /** A damaged file may hold the private half of another key: nothing it signs would verify. */
  private void checkHalvesFit() throws JOSEException {
    JWSHeader header = new JWSHeader(JWSAlgorithm.ES256);
    byte[] sample = "sample".getBytes(StandardCharsets.US_ASCII);
    if (!verifier.verify(header, sample, signer.sign(header, sample))) {
      throw new IllegalArgumentException("the halves of the key do not fit");
    }
  }

  static SigningKey generate() {
    try {
      return new SigningKey(new ECKeyGenerator(Curve.P_256).generate());
    } catch (JOSEException e) {
      throw new IllegalStateException("every Java platform has P-256", e);
    }
  }

  /** Reads a JWK. What is wrong with it is not told in detail: it may be half a key. */
  static SigningKey fromJson(String json) {
    try {
      return new SigningKey(ECKey.parse(json));
    } catch (ParseException | IllegalArgumentException | IllegalStateException e) {
      throw new IllegalArgumentException("not an ES256 private key in JWK form");
    }
  }

  String toPrivateJson() {
    return key.toJSONString();
  }

  /** The key's JWK thumbprint (RFC 7638): public. */
  public String keyId() {
    return key.getKeyID();
  }

  /** The {@code iss} of every token this key signs. */
  public String issuer() {
    return "chaperone:" + keyId();
  }

  JWSSigner signer() {
    return signer;
  }

  JWSVerifier verifier() {
    return verifier;
  }

  @Override
  public String toString() {
    return "SigningKey[" + keyId() + "]";
  }
}
