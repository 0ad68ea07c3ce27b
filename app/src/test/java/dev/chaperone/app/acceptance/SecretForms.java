package dev.chaperone.app.acceptance;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The ways one secret may be written down. */
final class SecretForms {
  private SecretForms() {}

  /** By name of the form; forms that are the same are there once. */
  static Map<String, byte[]> of(byte[] secret) {
    Map<String, byte[]> forms = new LinkedHashMap<>();
    forms.put("raw", secret);
    for (int shift = 0; shift < 3; shift++) {
      text(forms, "base64 at " + shift, inBase64(secret, shift, Base64.getEncoder()));
      text(forms, "base64url at " + shift, inBase64(secret, shift, Base64.getUrlEncoder()));
    }
    text(forms, "hex", HexFormat.of().formatHex(secret));
    text(forms, "HEX", HexFormat.of().withUpperCase().formatHex(secret));
    text(forms, "percent", HexFormat.of().withPrefix("%").formatHex(secret));
    text(forms, "PERCENT", HexFormat.of().withPrefix("%").withUpperCase().formatHex(secret));
    String latin = new String(secret, StandardCharsets.ISO_8859_1);
    text(forms, "url", URLEncoder.encode(latin, StandardCharsets.ISO_8859_1));
    text(forms, "json", latin.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
    text(forms, "json with \\/", latin.replace("/", "\\/"));
    text(forms, "json with \\u", HexFormat.of().withPrefix("\\u00").formatHex(secret));
    text(
        forms,
        "json with \\U",
        HexFormat.of().withUpperCase().withPrefix("\\u00").formatHex(secret));
    forms.putIfAbsent("utf-16", latin.getBytes(StandardCharsets.UTF_16BE));
    forms.putIfAbsent("utf-16le", latin.getBytes(StandardCharsets.UTF_16LE));
    text(forms, "lower case", latin.toLowerCase(Locale.ROOT));
    text(forms, "reversed", new StringBuilder(latin).reverse().toString());
    return forms;
  }

  /** What is the same in every base64 text that has {@code shift} bytes (mod 3) before these. */
  private static String inBase64(byte[] secret, int shift, Base64.Encoder encoder) {
    byte[] shifted = new byte[shift + secret.length];
    System.arraycopy(secret, 0, shifted, shift, secret.length);
    return encoder.encodeToString(shifted).substring((shift * 8 + 5) / 6, shifted.length * 8 / 6);
  }

  private static void text(Map<String, byte[]> forms, String name, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    if (forms.values().stream().noneMatch(known -> java.util.Arrays.equals(known, bytes))) {
      forms.put(name, bytes);
    }
  }
}
