package dev.chaperone.proxy.tls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * Makes the certificates of the local authority, in the form that strict verifiers (OpenSSL, Python
 * 3.13, Go) accept. BouncyCastle is loaded only when one is made.
 */
final class CertificateMaker {
  static final Duration AUTHORITY_LIFE = Duration.ofDays(3_650);

  /** Some clients refuse server certificates that live longer than 398 days. */
  static final Duration SERVER_LIFE = Duration.ofDays(390);

  private static final byte[] LOOPBACK_V4 = {127, 0, 0, 1};
  private static final byte[] LOOPBACK_V6 = HexFormat.of().parseHex("0".repeat(31) + "1");
  private static final GeneralName LOCALHOST = new GeneralName(GeneralName.dNSName, "localhost");
  private static final SecureRandom RANDOM = new SecureRandom();

  private CertificateMaker() {}

  /**
   * An authority that can only speak for loopback names. Java does not apply the name constraints
   * of a certificate it trusts, only those below it. So the trusted root signs one constrained
   * issuing certificate, and its own key is thrown away here.
   */
  static KeyAndChain authority(Instant now) throws GeneralSecurityException, IOException {
    KeyPair root = keyPair();
    KeyPair issuing = keyPair();
    byte[] tag = new byte[4];
    RANDOM.nextBytes(tag);
    String id = HexFormat.of().formatHex(tag);
    X500Principal rootName = new X500Principal("CN=Chaperone local CA " + id + ",O=Chaperone");
    X500Principal issuingName = new X500Principal("CN=Chaperone issuing " + id + ",O=Chaperone");
    X509Certificate rootCertificate =
        sign(authorityBuilder(rootName, root, rootName, root, 1, now), root.getPrivate());
    X509Certificate issuingCertificate =
        sign(authorityBuilder(rootName, root, issuingName, issuing, 0, now), root.getPrivate());
    return new KeyAndChain(issuing.getPrivate(), List.of(issuingCertificate, rootCertificate));
  }

  private static JcaX509v3CertificateBuilder authorityBuilder(
      X500Principal issuer,
      KeyPair issuerPair,
      X500Principal subject,
      KeyPair pair,
      int pathLength,
      Instant now)
      throws GeneralSecurityException, IOException {
    JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
    JcaX509v3CertificateBuilder builder =
        builder(issuer, subject, pair, now, now.plus(AUTHORITY_LIFE));
    builder
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(pathLength))
        .addExtension(
            Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
        .addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
        .addExtension(
            Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(pair.getPublic()))
        .addExtension(
            Extension.authorityKeyIdentifier,
            false,
            ids.createAuthorityKeyIdentifier(issuerPair.getPublic()))
        .addExtension(Extension.nameConstraints, true, loopbackOnly());
    return builder;
  }

  /** A server certificate for the loopback names. */
  static KeyAndChain server(KeyAndChain authority, Instant now)
      throws GeneralSecurityException, IOException {
    GeneralNames names =
        new GeneralNames(new GeneralName[] {LOCALHOST, address(LOOPBACK_V4), address(LOOPBACK_V6)});
    return server(authority, names, now);
  }

  /** A server certificate for any names; whether the authority may give it is not checked here. */
  static KeyAndChain server(KeyAndChain authority, GeneralNames names, Instant now)
      throws GeneralSecurityException, IOException {
    KeyPair pair = keyPair();
    X509Certificate issuer = authority.certificate();
    JcaX509v3CertificateBuilder builder =
        builder(
            issuer.getSubjectX500Principal(),
            new X500Principal("CN=Chaperone gateway,O=Chaperone"),
            pair,
            now,
            now.plus(SERVER_LIFE));
    JcaX509ExtensionUtils ids = new JcaX509ExtensionUtils();
    builder
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
        .addExtension(
            Extension.subjectKeyIdentifier, false, ids.createSubjectKeyIdentifier(pair.getPublic()))
        .addExtension(
            Extension.authorityKeyIdentifier,
            false,
            ids.createAuthorityKeyIdentifier(issuer.getPublicKey()))
        .addExtension(Extension.subjectAlternativeName, false, names);
    return new KeyAndChain(
        pair.getPrivate(), List.of(sign(builder, authority.key()), issuer, authority.root()));
  }

  /** A server certificate that nobody vouches for: whoever trusts it knows its fingerprint. */
  static KeyAndChain selfSigned(String name, Instant now)
      throws GeneralSecurityException, IOException {
    KeyPair pair = keyPair();
    X500Principal subject = new X500Principal("CN=" + name + ",O=Chaperone");
    JcaX509v3CertificateBuilder builder =
        builder(subject, subject, pair, now, now.plus(AUTHORITY_LIFE));
    builder
        .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
        .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
        .addExtension(
            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    return new KeyAndChain(pair.getPrivate(), List.of(sign(builder, pair.getPrivate())));
  }

  static GeneralName address(byte[] bytes) {
    return new GeneralName(GeneralName.iPAddress, new DEROctetString(bytes));
  }

  private static NameConstraints loopbackOnly() {
    return new NameConstraints(
        new GeneralSubtree[] {
          new GeneralSubtree(LOCALHOST),
          new GeneralSubtree(address(withFullMask(LOOPBACK_V4))),
          new GeneralSubtree(address(withFullMask(LOOPBACK_V6)))
        },
        null);
  }

  private static byte[] withFullMask(byte[] address) {
    byte[] both = new byte[address.length * 2];
    for (int i = 0; i < address.length; i++) {
      both[i] = address[i];
      both[address.length + i] = (byte) 0xff;
    }
    return both;
  }

  private static JcaX509v3CertificateBuilder builder(
      X500Principal issuer, X500Principal subject, KeyPair pair, Instant now, Instant notAfter) {
    byte[] serial = new byte[16];
    RANDOM.nextBytes(serial);
    serial[0] &= 0x3f;
    serial[0] |= 0x20;
    // An hour back, for clients in containers and virtual machines whose clock lags.
    return new JcaX509v3CertificateBuilder(
        issuer,
        new BigInteger(1, serial),
        Date.from(now.minus(Duration.ofHours(1))),
        Date.from(notAfter),
        subject,
        pair.getPublic());
  }

  private static X509Certificate sign(JcaX509v3CertificateBuilder builder, PrivateKey key)
      throws GeneralSecurityException {
    try {
      return new JcaX509CertificateConverter()
          .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    } catch (OperatorCreationException e) {
      throw new GeneralSecurityException("no ECDSA signatures", e);
    }
  }

  private static KeyPair keyPair() throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }
}
