package dev.chaperone.proxy.upstream;

import java.io.InputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes the Google credential of a request out of its answer, should upstream repeat it (P1):
 * plain, base64, hex or percent-encoded. Every byte of it becomes an asterisk, so that lengths
 * still hold.
 */
final class SecretScrubber {
  private static final int SHORTEST = 8;
  private static final int SHORTEST_ENCODED = 16;

  private final List<byte[]> forms;

  private SecretScrubber(List<byte[]> forms) {
    this.forms = List.copyOf(forms);
  }

  /**
   * @param authorization the request's Authorization header, empty if it had none
   */
  static SecretScrubber of(Optional<String> authorization) {
    return new SecretScrubber(
        authorization
            .map(value -> value.substring(value.indexOf(' ') + 1).strip())
            .filter(secret -> secret.length() >= SHORTEST)
            .map(SecretScrubber::formsOf)
            .orElse(List.of()));
  }

  /** The headers with the credential starred out of their values. */
  Headers headers(Headers headers) {
    if (forms.isEmpty()) {
      return headers;
    }
    return Headers.of(
        headers.fields().stream()
            .map(field -> new Headers.Field(field.name(), text(field.value())))
            .toList());
  }

  /** The body with the credential starred out wherever it lies, across pieces too. */
  InputStream body(InputStream body) {
    return forms.isEmpty() ? body : new ScrubbedStream(body, forms);
  }

  private String text(String value) {
    byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
    return ScrubbedStream.scrub(bytes, bytes.length, forms)
        ? new String(bytes, StandardCharsets.ISO_8859_1)
        : value;
  }

  private static List<byte[]> formsOf(String secret) {
    byte[] plain = secret.getBytes(StandardCharsets.UTF_8);
    Set<String> forms = new LinkedHashSet<>();
    forms.add(secret);
    forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
    if (plain.length >= SHORTEST_ENCODED) {
      forms.add(HexFormat.of().formatHex(plain));
      forms.add(HexFormat.of().withUpperCase().formatHex(plain));
      for (int shift = 0; shift < 3; shift++) {
        forms.add(inBase64(plain, shift, Base64.getEncoder()));
        forms.add(inBase64(plain, shift, Base64.getUrlEncoder()));
      }
    }
    List<byte[]> bytes = new ArrayList<>();
    forms.forEach(form -> bytes.add(form.getBytes(StandardCharsets.UTF_8)));
    return bytes;
  }

  /** What is the same in every base64 text that has {@code shift} bytes (mod 3) before these. */
  private static String inBase64(byte[] plain, int shift, Base64.Encoder encoder) {
    byte[] shifted = new byte[shift + plain.length];
    System.arraycopy(plain, 0, shifted, shift, plain.length);
    String text = encoder.encodeToString(shifted);
    return text.substring((shift * 8 + 5) / 6, shifted.length * 8 / 6);
  }

  /** Never the credential. */
  @Override
  public String toString() {
    return "SecretScrubber[" + (forms.isEmpty() ? "nothing" : "a credential") + "]";
  }
}
