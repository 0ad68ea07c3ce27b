package dev.chaperone.proxy.mask.detect;

import com.google.re2j.Pattern;
import java.util.List;

/** The finders there are. Telephone numbers without a country's code are read as American ones. */
public final class Finders {
  private static final String REGION = "US";

  private Finders() {}

  /** The finder of a kind that needs no pattern. */
  public static Finder of(DetectorKind kind) {
    return switch (kind) {
      case EMAIL -> new EmailFinder();
      case PHONE -> new PhoneFinder(REGION);
      case CREDIT_CARD -> new CardFinder();
      case IBAN -> new IbanFinder();
      case US_SSN -> new SsnFinder();
      case IP_ADDRESS -> new IpFinder();
      case JWT -> new JwtFinder();
      case API_KEY -> new ApiKeyFinder();
      case PRIVATE_KEY -> new PrivateKeyFinder();
      case PATTERN -> throw new IllegalArgumentException("a pattern finder needs its pattern");
    };
  }

  public static Finder pattern(Pattern pattern) {
    return new PatternFinder(pattern);
  }

  /** One of each kind but patterns. */
  public static List<Finder> all() {
    return List.of(
        of(DetectorKind.EMAIL),
        of(DetectorKind.PHONE),
        of(DetectorKind.CREDIT_CARD),
        of(DetectorKind.IBAN),
        of(DetectorKind.US_SSN),
        of(DetectorKind.IP_ADDRESS),
        of(DetectorKind.JWT),
        of(DetectorKind.API_KEY),
        of(DetectorKind.PRIVATE_KEY));
  }
}
