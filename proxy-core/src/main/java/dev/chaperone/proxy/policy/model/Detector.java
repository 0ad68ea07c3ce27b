package dev.chaperone.proxy.policy.model;

import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds values by their look, whatever column they stand in.
 *
 * @param regex of type {@code pattern} only; runs in linear time
 */
public record Detector(Type type, Optional<Pattern> regex, Masking masking) {
  /** What is looked for. */
  public enum Type {
    EMAIL,
    US_SSN,
    PHONE,
    CREDIT_CARD,
    IBAN,
    IP_ADDRESS,
    JWT,
    API_KEY,
    PRIVATE_KEY,
    PATTERN;

    /** The name used in policies. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  public Detector {
    Objects.requireNonNull(type);
    Objects.requireNonNull(masking);
    if ((type == Type.PATTERN) != regex.isPresent()) {
      throw new IllegalArgumentException("a pattern detector has a pattern, and no other");
    }
  }
}
