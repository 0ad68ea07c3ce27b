package dev.chaperone.proxy.gateway;

import dev.chaperone.console.ApprovalDesk;
import dev.chaperone.proxy.identity.AgentDirectory;
import dev.chaperone.proxy.identity.Authenticator;
import dev.chaperone.proxy.identity.IdentityServices;
import dev.chaperone.proxy.identity.Repeater;
import dev.chaperone.proxy.identity.TokenRenewer;
import dev.chaperone.proxy.jobs.JobGuard;
import dev.chaperone.proxy.jobs.JobListFilter;
import dev.chaperone.proxy.jobs.OwnershipBook;
import dev.chaperone.proxy.listener.AgentDoor;
import dev.chaperone.proxy.listener.Listener;
import dev.chaperone.proxy.masking.MaskingKey;
import dev.chaperone.proxy.seal.ReviewerKeys;
import dev.chaperone.proxy.session.SessionTracker;
import dev.chaperone.proxy.session.TimeOrderedIds;
import dev.chaperone.proxy.stage.Admission;
import dev.chaperone.proxy.stage.Arrivals;
import dev.chaperone.proxy.stage.BodyReader;
import dev.chaperone.proxy.stage.Decide;
import dev.chaperone.proxy.stage.DiscoverySource;
import dev.chaperone.proxy.stage.Forward;
import dev.chaperone.proxy.stage.HeldInLists;
import dev.chaperone.proxy.stage.Hold;
import dev.chaperone.proxy.stage.HoldAnswers;
import dev.chaperone.proxy.stage.Identify;
import dev.chaperone.proxy.stage.Inspect;
import dev.chaperone.proxy.stage.Mask;
import dev.chaperone.proxy.stage.ParentLookup;
import dev.chaperone.proxy.stage.Pipeline;
import dev.chaperone.proxy.stage.Protection;
import dev.chaperone.proxy.stage.Recognise;
import dev.chaperone.proxy.stage.Record;
import dev.chaperone.proxy.stage.RefusedArrivals;
import dev.chaperone.proxy.surface.HeaderRules;
import dev.chaperone.proxy.surface.MethodCatalogue;
import dev.chaperone.proxy.surface.PathRecogniser;
import dev.chaperone.proxy.tls.LocalCa;
import dev.chaperone.proxy.upstream.Upstreams;
import dev.chaperone.recordings.Recordings;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The running gateway: builds the parts from the configuration, and takes them down again. */
public final class Gateway implements AutoCloseable {
  private static final Duration SWEEP = Duration.ofSeconds(30);

  private final Listener listener;
  private final AgentDirectory agents;
  private final LocalCa ca;
  private final TokenRenewer renewer;
  private final Repeater.Repetition sweeper;
  private final SessionTracker sessions;
  private final Roads roads;
  private final Optional<Overseer> overseer;
  private final ReviewerKeys reviewers;

  private Gateway(
      Listener listener,
      AgentDirectory agents,
      LocalCa ca,
      TokenRenewer renewer,
      Repeater.Repetition sweeper,
      SessionTracker sessions,
      Roads roads,
      Optional<Overseer> overseer,
      ReviewerKeys reviewers) {
    this.listener = listener;
    this.agents = agents;
    this.ca = ca;
    this.renewer = renewer;
    this.sweeper = sweeper;
    this.sessions = sessions;
    this.roads = roads;
    this.overseer = overseer;
    this.reviewers = reviewers;
  }

  /** Starts a gateway that only observes; see the other. */
  public static Gateway start(GatewayConfig config, Recordings recordings, Clock clock) {
    return start(config, Optional.empty(), recordings, clock);
  }

  /**
   * Starts a gateway with the reviewer's key that lies in the data folder now; see the other.
   *
   * @param oversight what it decides with; without, it observes
   */
  public static Gateway start(
      GatewayConfig config, Optional<Oversight> oversight, Recordings recordings, Clock clock) {
    ReviewerKeys reviewers = ReviewerKeys.open(config.data(), recordings);
    return start(config, oversight, recordings, reviewers, clock);
  }

  /**
   * Starts a gateway over an open recordings store, which stays the caller's to close.
   *
   * @param oversight what it decides with; without, it observes
   * @param reviewers whom originals are sealed for, asked anew for each request
   * @throws GatewayException if it cannot start
   */
  public static Gateway start(
      GatewayConfig config,
      Optional<Oversight> oversight,
      Recordings recordings,
      ReviewerKeys reviewers,
      Clock clock) {
    IdentityServices identity = IdentityServices.open(config.data(), recordings, clock);
    LocalCa ca = LocalCa.open(config.data(), identity.keys(), clock);
    Roads roads = Roads.open(config, oversight, clock);
    TimeOrderedIds ids = new TimeOrderedIds(clock);
    RefusedArrivals refused = new RefusedArrivals(recordings.recorder(), clock);
    PathRecogniser recogniser = new PathRecogniser(MethodCatalogue.packaged());
    Listener listener;
    SessionTracker sessions;
    Optional<Overseer> overseer = Optional.empty();
    try {
      overseer =
          oversight.map(
              o ->
                  Overseer.start(
                      o,
                      recordings,
                      clock,
                      roads,
                      recogniser,
                      MaskingKey.open(identity.keys().folder()),
                      identity::isRevoked));
      sessions = sessions(config, recordings, clock, ids, overseer);
      listener =
          AgentDoor.open(
              config.bindAddress(),
              config.httpPort(),
              config.httpsPort(),
              config.hostNames(),
              ca,
              recogniser,
              identity.exchange(),
              identity.introspection(),
              recordings::health,
              refused,
              pipeline(
                  config,
                  recordings,
                  clock,
                  identity.authenticator(),
                  roads.upstreams(),
                  ids,
                  sessions,
                  refused,
                  recogniser,
                  overseer,
                  reviewers));
    } catch (RuntimeException e) {
      overseer.ifPresent(Overseer::close);
      roads.close();
      throw e;
    }
    return new Gateway(
        listener,
        identity.agents(),
        ca,
        TokenRenewer.start(identity.agents(), Repeater.onDaemonThread("token-renewer")),
        Repeater.onDaemonThread("session-sweeper").every(SWEEP, sessions::closeIdle),
        sessions,
        roads,
        overseer,
        reviewers);
  }

  public InetSocketAddress http() {
    return listener.http();
  }

  public InetSocketAddress https() {
    return listener.https();
  }

  public AgentDirectory agents() {
    return agents;
  }

  /** What the operator decides. */
  public ApprovalDesk approvals() {
    return overseer.map(Overseer::desk).orElseGet(ApprovalDesk::none);
  }

  /** Whom originals are sealed for. */
  public ReviewerKeys reviewers() {
    return reviewers;
  }

  /** Addresses of the policy's connections; empty where the configuration's is used. */
  public List<URI> connections() {
    return roads.addresses();
  }

  /** The authority that clients of the HTTPS port have to trust. */
  public LocalCa ca() {
    return ca;
  }

  @Override
  public void close() {
    listener.close();
    renewer.close();
    sweeper.close();
    overseer.ifPresent(Overseer::close);
    sessions.closeAll();
    roads.close();
  }

  private static SessionTracker sessions(
      GatewayConfig config,
      Recordings recordings,
      Clock clock,
      TimeOrderedIds ids,
      Optional<Overseer> overseer) {
    return new SessionTracker(
        recordings.recorder(),
        ids,
        clock,
        config.limits().sessionIdle(),
        config.operatorUnprotected(),
        session -> overseer.map(o -> o.approvals().holds().keepsOpen(session)).orElse(false));
  }

  private static Pipeline pipeline(
      GatewayConfig config,
      Recordings recordings,
      Clock clock,
      Authenticator authenticator,
      Upstreams upstreams,
      TimeOrderedIds ids,
      SessionTracker sessions,
      RefusedArrivals refused,
      PathRecogniser recogniser,
      Optional<Overseer> overseer,
      ReviewerKeys reviewers) {
    Limits limits = config.limits();
    BodyReader bodies = new BodyReader(limits.wholeBody(), limits.jsonBody(), limits.bodyMemory());
    Admission admission = new Admission(limits.concurrent(), limits.concurrentPerIdentity());
    Arrivals arrivals = new Arrivals(recordings.recorder(), sessions, ids, admission);
    OwnershipBook book = new OwnershipBook(recordings);
    HeaderRules headers = HeaderRules.strict();
    Optional<Protection> protection = overseer.map(o -> new Protection(o.masks(), upstreams));
    return new Pipeline(
        arrivals,
        refused,
        new Identify(authenticator, arrivals),
        new Recognise(recogniser, bodies),
        new Inspect(bodies),
        new Decide(
            new JobGuard(book),
            new ParentLookup(upstreams),
            config.operatorUnprotected(),
            overseer.map(Overseer::gate),
            protection,
            Optional.of(reviewers)),
        new Hold(
            overseer.map(
                o ->
                    new HoldAnswers(
                        o.gate(),
                        book,
                        clock,
                        config.operatorUnprotected(),
                        protection.orElseThrow()))),
        new Forward(
            upstreams,
            headers,
            new DiscoverySource(upstreams, clock, MethodCatalogue.packaged().all().size())),
        new Mask(
            headers,
            new JobListFilter(book),
            limits.editedAnswer(),
            new HeldInLists(overseer.map(o -> o.approvals().jobs())),
            protection),
        new Record(book, overseer.map(o -> o.gate().levels()), protection));
  }
}
