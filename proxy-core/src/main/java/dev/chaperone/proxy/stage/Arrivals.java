package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.identity.Principal;
import dev.chaperone.proxy.session.SessionTracker;
import dev.chaperone.proxy.session.TimeOrderedIds;
import dev.chaperone.proxy.session.TooManySessionsException;
import dev.chaperone.proxy.session.Visit;
import dev.chaperone.recordings.Recorder;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Source;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Gives an identified request its session and exchange, and lets it leave them. Strings that agents
 * choose are cut to size before they become frame fields.
 */
public final class Arrivals {
  private static final int MAX_TEXT = 256;

  private final Recorder recorder;
  private final SessionTracker sessions;
  private final TimeOrderedIds ids;
  private final Admission admission;
  private final Map<Exchange, Visit> visits = new ConcurrentHashMap<>();
  private final Set<Exchange> admitted = ConcurrentHashMap.newKeySet();

  public Arrivals(
      Recorder recorder, SessionTracker sessions, TimeOrderedIds ids, Admission admission) {
    this.recorder = recorder;
    this.sessions = sessions;
    this.ids = ids;
    this.admission = admission;
  }

  void identified(Exchange exchange, Principal principal) {
    AgentRequest request = exchange.request();
    String client = cut(clientLibrary(request));
    Source source = Source.of(address(request));
    String header = cut(request.headers().firstOr("x-chaperone-session", ""));
    Visit visit = enter(principal, header, source, client);
    exchange.identified(
        principal,
        new ExchangeRecorder(recorder, visit.session(), new ExchangeId(ids.next("exc"))),
        source,
        client);
    visits.put(exchange, visit);
    admission.enter(principal.identity());
    admitted.add(exchange);
  }

  private Visit enter(Principal principal, String header, Source source, String client) {
    try {
      return sessions.enter(principal, header, source, client);
    } catch (TooManySessionsException e) {
      throw Refusal.denied("too-many-sessions", "Access Denied: " + e.explanation());
    }
  }

  /** The exchange is over. */
  public void left(Exchange exchange) {
    Visit visit = visits.remove(exchange);
    if (visit != null) {
      visit.close();
    }
    if (admitted.remove(exchange)) {
      admission.leave(exchange.principal().identity());
    }
  }

  private static String clientLibrary(AgentRequest request) {
    // Google's libraries name themselves here; plain HTTP clients only in User-Agent.
    String google = request.headers().firstOr("x-goog-api-client", "");
    String agent = request.headers().firstOr("user-agent", "");
    return google.isEmpty() || agent.contains(google) ? agent : (agent + " " + google).trim();
  }

  private static String address(AgentRequest request) {
    String host = request.remoteAddress().getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + request.remoteAddress().getPort();
  }

  private static String cut(String text) {
    String printable = text.replaceAll("\\p{Cntrl}", "?");
    return printable.length() > MAX_TEXT ? printable.substring(0, MAX_TEXT) : printable;
  }
}
