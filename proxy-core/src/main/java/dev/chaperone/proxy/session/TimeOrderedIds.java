package dev.chaperone.proxy.session;

import java.security.SecureRandom;
import java.time.Clock;

/** Makes ids that sort by time: a prefix, 48 bits of milliseconds and 80 random bits in base 32. */
public final class TimeOrderedIds {
  private static final char[] BASE32 = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();

  private final Clock clock;
  private final SecureRandom random = new SecureRandom();

  public TimeOrderedIds(Clock clock) {
    this.clock = clock;
  }

  public String next(String prefix) {
    StringBuilder id = new StringBuilder(prefix).append('_');
    long millis = clock.millis();
    for (int shift = 45; shift >= 0; shift -= 5) {
      id.append(BASE32[(int) (millis >>> shift) & 31]);
    }
    for (int i = 0; i < 16; i++) {
      id.append(BASE32[random.nextInt(32)]);
    }
    return id.toString();
  }
}
