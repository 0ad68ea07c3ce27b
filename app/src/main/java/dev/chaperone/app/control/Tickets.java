package dev.chaperone.app.control;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Tickets by which consoles that logged in let in their feeds: each good once, never written
 * anywhere, and void when its console leaves.
 */
final class Tickets {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int MOST = 256;

  private final Map<String, PortSession> open = new LinkedHashMap<>();

  synchronized String issue(PortSession session) {
    byte[] random = new byte[32];
    RANDOM.nextBytes(random);
    String ticket = HexFormat.of().formatHex(random);
    if (open.size() >= MOST) {
      open.remove(open.keySet().iterator().next());
    }
    open.put(ticket, session);
    return ticket;
  }

  synchronized Optional<PortSession> redeem(String ticket) {
    return Optional.ofNullable(open.remove(ticket));
  }

  synchronized void revoke(PortSession session) {
    open.values().removeIf(session::equals);
  }
}
