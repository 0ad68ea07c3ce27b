package dev.chaperone.proxy.policy.model;

import com.google.re2j.Pattern;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds values by their look, whatever column they stand in.
 *
 * @param regex of type {@code pattern} only; runs in linear time
 * @param masking how what is found is hidden, if it is
 * @param tag the one that is suggested, {@code ""} if none is
 */
public record Detector(Type type, Optional<Pattern> regex, Then then, Masking masking, String tag) {
  /** What follows from a find; all finds are recorded. */
  public enum Then {
    MASK,
    ALERT,
    /** A tag is suggested for the column. */
    SUGGEST;

    /** The name used in policies. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

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
    Objects.requireNonNull(then);
    Objects.requireNonNull(masking);
    if ((type == Type.PATTERN) != regex.isPresent()) {
      throw new IllegalArgumentException("a pattern detector has a pattern, and no other");
    }
    if ((then == Then.SUGGEST) == tag.isEmpty()) {
      throw new IllegalArgumentException("a detector that suggests has a tag, and no other");
    }
  }

  /** Whether what is found is hidden. */
  public boolean masks() {
    return then == Then.MASK;
  }
}
