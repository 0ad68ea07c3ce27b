package dev.chaperone.proxy.listener;

import dev.chaperone.proxy.identity.Introspection;
import dev.chaperone.proxy.identity.TokenExchange;
import dev.chaperone.proxy.stage.Pipeline;
import dev.chaperone.proxy.stage.RefusedArrivals;
import dev.chaperone.proxy.surface.PathRecogniser;
import dev.chaperone.proxy.tls.LocalCa;
import dev.chaperone.recordings.StoreHealth;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;

/** Puts listener, guard and handlers together. */
public final class AgentDoor {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private AgentDoor() {}

  public static Listener open(
      String host,
      int httpPort,
      int httpsPort,
      Set<String> hostNames,
      LocalCa ca,
      PathRecogniser recogniser,
      TokenExchange exchange,
      Introspection introspection,
      Supplier<StoreHealth> health,
      RefusedArrivals refused,
      Pipeline pipeline) {
    Set<String> names = new HashSet<>(LOOPBACK);
    hostNames.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
    RequestHandler handler =
        new RequestHandler(
            new HostGuard(names),
            recogniser,
            new OpenCalls(exchange, introspection, health, refused),
            pipeline,
            refused);
    return Listener.start(host, httpPort, httpsPort, ca, handler);
  }
}
