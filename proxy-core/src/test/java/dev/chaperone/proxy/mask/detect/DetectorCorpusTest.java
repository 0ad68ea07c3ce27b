package dev.chaperone.proxy.mask.detect;

import com.google.re2j.Pattern;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What each detector finds, and what looks like it and is not found. */
class DetectorCorpusTest {

  @Test
  void emailAddresses() {
    Finder finder = Finders.of(DetectorKind.EMAIL);
    Corpus.assertFound(
        finder,
        List.of(
            "«anna.berg@shop.example»",
            "«a@b.co»",
            "mail «anna@shop.example», please",
            "<«anna@shop.example»>",
            "Anna <«anna@shop.example»>, Bo <«bo@shop.example»>",
            "«anna+news@shop.example»",
            "«ANNA@SHOP.EXAMPLE»",
            "«anna_berg-1@mail.shop.co.uk»",
            "«o'brien@shop.example»",
            "(«anna@shop.example»)",
            "mailto:«anna@shop.example»?subject=x",
            "«anna@shop.example».",
            "«jörg@büro.example»",
            "«x@xn--bro-hoa.example»",
            "user=«anna@shop.example»&x=1",
            "\"«anna@shop.example»\"",
            "to:«anna@shop.example»;cc:«bo@shop.example»",
            "«anna@shop.example»\n«bo@shop.example»",
            "{\"mail\":\"«anna@shop.example»\"}",
            "order_id | «anna@shop.example»",
            "«1234567@qq.com»",
            "«admin@corp.local»",
            "«a.b.c.d@sub.sub.sub.shop.museum»"));
    Corpus.assertNotFound(
        finder,
        List.of(
            "anna at shop.example",
            "anna@",
            "@shop.example",
            "anna@localhost",
            "@Override public void x.y()",
            "icon@2x.png",
            "photo@3x.jpg and style@v2.css",
            "react@18.2.0",
            "@scope/package@1.2.3",
            "git@github.com:team/project.git",
            "anna@shop",
            "anna@.example",
            "anna@shop..example",
            "anna@-shop.example",
            "anna@shop.e",
            "anna@shop.123",
            "5 apples @ 1.20 each",
            "see you @ 10.30",
            "@anna.berg follows @bo.lind",
            "a@b",
            "x.@shop.example",
            "docker pull image@sha256",
            "bundle@main.js",
            "@.",
            "me@10.0.0.1"));
  }

  @Test
  void telephoneNumbers() {
    Finder finder = Finders.of(DetectorKind.PHONE);
    Corpus.assertFound(
        finder,
        List.of(
            "«+1 415 555 2671»",
            "call «+14155552671» now",
            "«+49 30 901820»",
            "«+44 20 7946 0958»",
            "«+33 1 42 68 53 00»",
            "«+81-3-1234-5678»",
            "tel:«+14155552671»",
            "«(415) 555-2671»",
            "«415-555-2671»",
            "«415.555.2671»",
            "phone: «415-555-2671».",
            "«1-415-555-2671»",
            "«+1 (415) 555-2671»",
            "phone | «4155552671»",
            "customer.mobile_number | «+14155552671»",
            "workPhone | «030 901820»",
            "contact | «0049 30 901820»",
            "fax | «(030) 901820»",
            "order_id | «+14155552671»",
            "cell | «07911 123456»",
            "«+61 2 9374 4000», «+61 2 9374 4001»",
            "phone | «555-2671-88»",
            "phone_number | «4155552671»",
            "«+1-212-555-0123» or «212-555-0199»"));
    Corpus.assertNotFound(
        finder,
        List.of(
            "id | 4155552671",
            "order_no | 415-555-2671",
            "4155552671",
            "2026-11-28",
            "2026-11-28 10:11:12",
            "10.0.0.1",
            "192.168.100.200",
            "123-45-6789",
            "4111 1111 1111 1111",
            "550e8400-e29b-41d4-a716-446655440000",
            "978-3-16-148410-0",
            "+0",
            "+1",
            "GMT+0100",
            "1.5e+10000000",
            "+1 000 000 0000",
            "000-000-0000",
            "1234567",
            "20261128101112",
            "phone | unknown",
            "phone | 3310",
            "51.5074, -0.1278",
            "invoice 415-555-2671-99",
            "v415.555.2671",
            "zip | 941075-1234",
            "tracking_number | 1Z999AA10123456784",
            "12,345,678,901",
            "+12345678901234567890"));
  }

  @Test
  void paymentCards() {
    Finder finder = Finders.of(DetectorKind.CREDIT_CARD);
    Corpus.assertFound(
        finder,
        List.of(
            "«4111111111111111»",
            "«4111 1111 1111 1111»",
            "«4111-1111-1111-1111»",
            "«4012888888881881»",
            "«4222222222222»",
            "«5555555555554444»",
            "«5105 1051 0510 5100»",
            "«2223003122003222»",
            "«378282246310005»",
            "«3782 822463 10005»",
            "«371449635398431»",
            "«6011111111111117»",
            "«6011-0009-9013-9424»",
            "«30569309025904»",
            "«38520000023237»",
            "«3852 000002 3237»",
            "«3530111333300000»",
            "«6200000000000005»",
            "«2200 0000 0000 0004»",
            "paid with 4 «4111 1111 1111 1111» on 2026-01-02",
            "card «4111111111111111».",
            "order_id | «4111 1111 1111 1111»",
            "card_number | «4111111111111111»",
            "{\"pan\":\"«4111111111111111»\"}",
            "«6759649826438453»"));
    Corpus.assertNotFound(
        finder,
        List.of(
            "4111111111111112",
            "4111 1111 1111 1112",
            "order_id | 4111111111111111",
            "transaction_id | 5555555555554444",
            "41111111111111111111",
            "x4111111111111111",
            "4111111111111111x",
            "4111-1111 1111-1111",
            "4111  1111  1111  1111",
            "411 1111 1111 11111",
            "1234567812345670",
            "0000000000000000",
            "9999999999999995",
            "1787307072000000",
            "20261128101112",
            "4111.1111.1111.1111",
            "3.4111111111111111",
            "4111111111111111-2",
            "550e8400-e29b-41d4-a716-446655440000",
            "978316148410",
            "DE89370400440532013000",
            "37828224631000",
            "601111111111111",
            "4111_1111_1111_1111",
            "1/4111111111111111"));
  }

  @Test
  void ibans() {
    Finder finder = Finders.of(DetectorKind.IBAN);
    Corpus.assertFound(
        finder,
        List.of(
            "«DE89370400440532013000»",
            "«DE89 3704 0044 0532 0130 00»",
            "«GB82WEST12345698765432»",
            "«GB82 WEST 1234 5698 7654 32»",
            "«FR1420041010050500013M02606»",
            "«NL91ABNA0417164300»",
            "«BE68539007547034»",
            "«CH9300762011623852957»",
            "«AT611904300234573201»",
            "«ES9121000418450200051332»",
            "«IT60X0542811101000000123456»",
            "«NO9386011117947»",
            "«SE4550000000058398257466»",
            "«PL61109010140000071219812874»",
            "«PT50000201231234567890154»",
            "«DK5000400440116243»",
            "«FI2112345600000785»",
            "«IE29AIBK93115212345678»",
            "«MT84MALT011000012345MTLCAST001S»",
            "IBAN: «DE89370400440532013000», BIC: COBADEFFXXX",
            "iban=«DE89370400440532013000»;",
            "«de89370400440532013000»",
            "account | «DE89370400440532013000»",
            "«NL91ABNA0417164300» and «BE68539007547034»"));
    Corpus.assertNotFound(
        finder,
        List.of(
            "DE89370400440532013001",
            "DE88370400440532013000",
            "GB82WEST1234569876543",
            "GB82WEST123456987654321",
            "XX89370400440532013000",
            "ZZ82WEST12345698765432",
            "DE89",
            "DE 89370400440532013000",
            "DE8937040044053201300O",
            "xDE89370400440532013000",
            "DE89370400440532013000x",
            "de89370400440532013000 and more",
            "DE89  3704 0044 0532 0130 00",
            "DE8 9370 4004 4053 2013 000",
            "NO1234567890123",
            "550e8400-e29b-41d4-a716-446655440000",
            "4111111111111111",
            "COBADEFFXXX",
            "SE12345678",
            "BE00000000000000",
            "AT001904300234573201",
            "IT60x0542811101000000123456",
            "ES12 3456 7890 1234 5678 9012"));
  }

  @Test
  void socialSecurityNumbers() {
    Finder finder = Finders.of(DetectorKind.US_SSN);
    Corpus.assertFound(
        finder,
        List.of(
            "«536-90-4399»",
            "«536 90 4399»",
            "ssn: «536-90-4399».",
            "(«536-90-4399»)",
            "«001-01-0001»",
            "«899-99-9999»",
            "«665-12-3456»",
            "«667-12-3456»",
            "ssn | «536904399»",
            "customer.ssn | «536904399»",
            "social_security | «536904399»",
            "socialSecurityNumber | «536904399»",
            "tax_id | «536904399»",
            "tin | «536904399»",
            "SSN | 1 «536904399» 2",
            "«536-90-4399», «537-90-4399»",
            "{\"ssn\":\"«536-90-4399»\"}",
            "order_id | «536-90-4399»",
            "SSN=«536-90-4399»",
            "x «536-90-4399»\ty",
            "«536-90-4399»\n"));
    Corpus.assertNotFound(
        finder,
        List.of(
            "000-12-3456",
            "666-12-3456",
            "900-12-3456",
            "999-12-3456",
            "536-00-4399",
            "536-90-0000",
            "078-05-1120",
            "219-09-9999",
            "123-45-6789",
            "536904399",
            "id | 536904399",
            "536-904399",
            "53690-4399",
            "536-90 4399",
            "536.90.4399",
            "1536-90-4399",
            "536-90-43991",
            "536-90-4399-1",
            "5-536-90-4399",
            "A536-90-4399",
            "536-90-4399B",
            "2026-11-28",
            "415-555-2671",
            "ssn | 000123456",
            "536/90/4399"));
  }

  @Test
  void addressesOfHosts() {
    Finder finder = Finders.of(DetectorKind.IP_ADDRESS);
    Corpus.assertFound(
        finder,
        List.of(
            "«192.168.1.10»",
            "«8.8.100.20»",
            "from «203.0.113.7» port 22",
            "«203.0.113.7»:8080",
            "http://«203.0.113.7»/x".replace("//«", " «"),
            "[«203.0.113.7»]",
            "«203.0.113.7».",
            "client_ip | «8.8.8.8»",
            "ip | «1.1.1.1»",
            "remoteAddr | «1.2.3.4»",
            "«203.0.113.7», «198.51.100.23»",
            "«2001:db8:85a3:0:0:8a2e:370:7334»",
            "«2001:db8::1»",
            "«fe80::1ff:fe23:4567:890a»",
            "[«2001:db8::1»]:443",
            "«::ffff:203.0.113.7»",
            "«2001:0db8:0000:0000:0000:ff00:0042:8329»",
            "«2001:DB8::FF00:42:8329»",
            "«10.20.30.40»",
            "«172.16.254.1» - - [28/Nov/2026]",
            "X-Forwarded-For: «203.0.113.7»",
            "order_id | «203.0.113.7»"));
    Corpus.assertNotFound(
        finder,
        List.of(
            "1.2.3.4",
            "version | 10.11.12.13",
            "v203.0.113.7",
            "version 203.0.113.7",
            "app_version | 203.0.113.7",
            "127.0.0.1",
            "0.0.0.0",
            "255.255.255.255",
            "256.1.1.100",
            "203.0.113",
            "203.0.113.7.9",
            "203.0.113.07",
            "203.0.113.",
            "10:11:12",
            "2026-11-28T10:11:12",
            "00:1b:44:11:3a:b7",
            "00:11:22:33:44:55:66:77",
            "::",
            "::1",
            "std::string",
            "Foo::Bar",
            "a::b",
            "1:2:3",
            "2001:db8",
            "2001:db8::1::2",
            "dead:beef",
            "Chrome/120.0.6099.109",
            "key: value: other",
            "x203.0.113.7"));
  }

  @Test
  void jsonWebTokens() {
    String header = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    String other = base64("{\"typ\":\"JWT\",\"alg\":\"RS256\",\"kid\":\"k1\"}");
    String none = base64("{\"alg\":\"none\"}");
    String payload = base64("{\"sub\":\"anna\",\"exp\":1790000000}");
    String signature = "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c";
    String token = header + "." + payload + "." + signature;
    Corpus.assertFound(
        Finders.of(DetectorKind.JWT),
        List.of(
            "«" + token + "»",
            "Bearer «" + token + "»",
            "Authorization: Bearer «" + token + "»;",
            "\"«" + token + "»\"",
            "token=«" + token + "»&x=1",
            "«" + other + "." + payload + "." + signature + "»",
            "«" + none + "." + payload + ".»",
            "«" + none + "." + payload + "»",
            "«" + header + "." + payload + "." + signature + "» «" + token + "»",
            "order_id | «" + token + "»",
            "{\"t\":\"«" + token + "»\"}",
            "(«" + token + "»)",
            "«" + other + "." + payload + ".a.b.c»",
            "\n«" + token + "»\n",
            "jwt:«" + token + "»",
            "'«" + token + "»'",
            "https://x.example/?t=«" + token + "»",
            "<«" + token + "»>",
            "x «" + token + "» y",
            "«" + token + "»,«" + token + "»",
            "cookie: s=«" + token + "»; path=/"));
    Corpus.assertNotFound(
        Finders.of(DetectorKind.JWT),
        List.of(
            header,
            header + ".",
            header + "." + "x",
            payload + "." + payload + "." + signature,
            base64("{\"typ\":\"JWT\"}") + "." + payload + "." + signature,
            "x" + token,
            "eyJ",
            "eyJ.eyJ.eyJ",
            "eyJhbGciOiJIUzI1NiJ",
            "eyJ!" + token.substring(4),
            header.replace('e', 'f') + "." + payload + "." + signature,
            "a.b.c",
            "com.example.project.module.Class",
            "eyJub3Rqc29u.eyJub3Rqc29u.eyJub3Rqc29u",
            base64("[1,2,3,\"alg\"]") + "." + payload + "." + signature,
            header + " . " + payload + " . " + signature,
            header + "-" + payload + "-" + signature,
            "SflKxwRJSMeKKF2QT4fwpMeJf36POk6yJV_adQssw5c",
            "550e8400-e29b-41d4-a716-446655440000",
            "2001:db8::1",
            "_" + token,
            "keyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.abcdefghijklmnop"));
  }

  private static String base64(String text) {
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /** Put together here, so that no scanner of sources takes them for real ones. */
  @Test
  void keysOfServices() {
    String mixed = "a8Kq2Lw9Zx4Vb7Nm1Rt6Yp3Ds5Fg0HjQeUiOc";
    String s36 = mixed.substring(0, 36);
    String hex = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";
    Corpus.assertFound(
        Finders.of(DetectorKind.API_KEY),
        List.of(
            "«" + "AK" + "IAZ5GKQ2LW9ZX4VB7N»",
            "«" + "AS" + "IAZ5GKQ2LW9ZX4VB7N»",
            "aws_access_key_id=«" + "AK" + "IAZ5GKQ2LW9ZX4VB7N»",
            "«" + "AI" + "za" + mixed.substring(0, 35) + "»",
            "«" + "ya" + "29." + mixed + "»",
            "«" + "GOC" + "SPX-" + mixed.substring(0, 28) + "»",
            "«" + "gh" + "p_" + s36 + "»",
            "«" + "gh" + "o_" + s36 + "»",
            "«" + "gh" + "s_" + s36 + "»",
            "«" + "github" + "_pat_" + mixed + mixed + "»",
            "«" + "gl" + "pat-" + mixed.substring(0, 20) + "»",
            "«" + "xo" + "xb-123456789012-123456789012-" + mixed.substring(0, 24) + "»",
            "«" + "xo" + "xp-123456789012-" + mixed.substring(0, 24) + "»",
            "https"
                .concat("://hooks.slack.com/services/T0AB/B0CD/" + mixed)
                .transform(s -> "«" + s + "»"),
            "«" + "sk" + "_live_" + mixed.substring(0, 24) + "»",
            "«" + "sk" + "_test_" + mixed.substring(0, 24) + "»",
            "«" + "rk" + "_live_" + mixed.substring(0, 24) + "»",
            "«" + "wh" + "sec_" + mixed.substring(0, 32) + "»",
            "«" + "sk" + "-proj-" + mixed + "»",
            "«" + "sk" + "-ant-api03-" + mixed + "»",
            "«" + "S" + "G." + mixed.substring(0, 22) + "." + mixed + mixed.substring(0, 6) + "»",
            "«" + "np" + "m_" + s36 + "»",
            "«" + "sh" + "pat_" + hex + "»",
            "«" + "do" + "p_v1_" + hex + hex + "»",
            "key: \"«" + "gh" + "p_" + s36 + "»\", next",
            "token=«" + "gh" + "p_" + s36 + "».",
            "order_id | «" + "hf" + "_" + mixed.substring(0, 34) + "»"));
    Corpus.assertNotFound(
        Finders.of(DetectorKind.API_KEY),
        List.of(
            "AK" + "IAIOSFODNN7EXAMPLE",
            "AK" + "IAZ5GKQ2LW9ZX4VB7",
            "AK" + "IAZ5GKQ2LW9ZX4VB7NX",
            "AK" + "IAz5gkq2lw9zx4vb7n",
            "XAK" + "IAZ5GKQ2LW9ZX4VB7N",
            "AI" + "za" + mixed.substring(0, 34),
            "gh" + "p_" + mixed.substring(0, 30),
            "gh" + "p_" + "x".repeat(36),
            "gh" + "p_" + "00000000000000000000000000000000000000",
            "gh" + "x_" + s36,
            "sk" + "_live_" + mixed.substring(0, 10),
            "sk" + "_prod_" + mixed.substring(0, 24),
            "xo" + "xb-",
            "xo" + "xb-short-token",
            "https".concat("://hooks.slack.com/services/"),
            "https".concat("://hooks.slack.com/services/T0AB"),
            "risk_live_" + mixed.substring(0, 24),
            "desk-proj-" + mixed,
            "550e8400-e29b-41d4-a716-446655440000",
            hex,
            "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            "key-value store with many words in it",
            "monkey-" + hex,
            "SG.short",
            "npm_config_registry_and_other_things",
            "The ASIAN market grew by 20 percent",
            "sk" + "_live_" + "your_key_here"));
  }

  @Test
  void privateKeys() {
    String body = "\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSj\nAgEAAoIBAQC7\n";
    Corpus.assertFound(
        Finders.of(DetectorKind.PRIVATE_KEY),
        List.of(
            "«" + pem("PRIVATE KEY", body) + "»",
            "«" + pem("RSA PRIVATE KEY", body) + "»",
            "«" + pem("EC PRIVATE KEY", body) + "»",
            "«" + pem("DSA PRIVATE KEY", body) + "»",
            "«" + pem("OPENSSH PRIVATE KEY", body) + "»",
            "«" + pem("ENCRYPTED PRIVATE KEY", body) + "»",
            "«" + pem("PGP PRIVATE KEY BLOCK", body) + "»",
            "«" + pem("ANY PRIVATE KEY", body) + "»",
            "key:\n«" + pem("PRIVATE KEY", body) + "»\nend",
            "{\"private_key\":\"«" + pem("PRIVATE KEY", "\\nMIIE\\n") + "»\\n\"}",
            "«" + pem("PRIVATE KEY", body) + "»«" + pem("EC PRIVATE KEY", body) + "»",
            "«" + "-----BEGIN " + "PRIVATE KEY-----" + body + "»",
            "«" + "-----BEGIN " + "RSA PRIVATE KEY-----" + body + "-----END »",
            pem("CERTIFICATE", body) + "«" + pem("PRIVATE KEY", body) + "»",
            "«" + pem("PRIVATE KEY", body) + "»" + pem("CERTIFICATE", body),
            "«" + "PuTTY-User-" + "Key-File-3: ssh-rsa\nPrivate-Lines: 14\nAAAA»",
            "«"
                + "PuTTY-User-"
                + "Key-File-2: ssh-ed25519\nPrivate-Lines: 1\nAAAA\nPrivate-MAC: 0»",
            "order_id | «" + pem("PRIVATE KEY", body) + "»",
            "x «" + pem("PRIVATE KEY", " MIIE ") + "» y",
            "\"«" + pem("PRIVATE KEY", body) + "»\",",
            "«" + pem("SSH2 ENCRYPTED PRIVATE KEY", body) + "»"));
    Corpus.assertNotFound(
        Finders.of(DetectorKind.PRIVATE_KEY),
        List.of(
            pem("PUBLIC KEY", body),
            pem("RSA PUBLIC KEY", body),
            pem("CERTIFICATE", body),
            pem("CERTIFICATE REQUEST", body),
            pem("X509 CRL", body),
            pem("PGP PUBLIC KEY BLOCK", body),
            pem("PGP MESSAGE", body),
            pem("PGP SIGNATURE", body),
            pem("DH PARAMETERS", body),
            pem("EC PARAMETERS", body),
            "PRIVATE KEY",
            "BEGIN PRIVATE KEY",
            "-----BEGIN -----",
            "-----BEGIN " + "x".repeat(50) + " PRIVATE KEY-----",
            "-----END " + "PRIVATE KEY-----",
            "----BEGIN " + "PRIVATE KEY----".substring(0, 11),
            "keep your private key safe-----",
            "-----begin private key-----",
            "PuTTY-User-" + "Key-File-3: ssh-rsa\nPublic-Lines: 6\nAAAA",
            "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQC7 anna@host",
            "-----------------------------------------"));
  }

  private static String pem(String label, String body) {
    return "-----BEGIN " + label + "-----" + body + "-----END " + label + "-----";
  }

  @Test
  void patternsOfOnesOwn() {
    Finder finder = Finders.pattern(Pattern.compile("(?i)\\bEMP-[0-9]{6}\\b|x*"));
    Corpus.assertFound(
        finder,
        List.of(
            "«EMP-123456»",
            "«emp-123456»",
            "a «EMP-123456» b",
            "«EMP-123456», «EMP-654321»",
            "(«EMP-123456»)",
            "«xxx»",
            "a«x»b",
            "«x» «x»",
            "id | «EMP-123456»",
            "«EMP-123456»\n",
            "\t«EMP-123456»",
            "é«EMP-123456»".replace("é«", "é «"),
            "\"«EMP-123456»\"",
            "no: «EMP-000000»",
            "«EMP-123456».",
            "1«x»2«xx»3",
            "«EMP-123456»-x".replace("-x", "-y"),
            "#«EMP-123456»",
            "«Emp-123456»",
            "😀 «EMP-123456»"));
    Corpus.assertNotFound(
        finder,
        List.of(
            "",
            " ",
            "EMP",
            "EMP-",
            "EMP-12345",
            "EMP-1234567",
            "EMP_123456",
            "EMP 123456",
            "TEMP-123456",
            "EMP-12345a",
            "EMP--123456",
            "123456",
            "é",
            "😀",
            "EMP-١٢٣٤٥٦",
            "EM-123456",
            "PME-123456",
            "EMP.123456",
            "eMP/123456",
            "nothing"));
  }
}
