package dev.chaperone.proxy.mask.detect;

import java.util.Locale;

/** What is looked for. */
public enum DetectorKind {
  EMAIL,
  PHONE,
  CREDIT_CARD,
  IBAN,
  US_SSN,
  IP_ADDRESS,
  JWT,
  API_KEY,
  PRIVATE_KEY,
  PATTERN;

  /** The name used in policies and summaries. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
