package dev.chaperone.app.control;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.app.json.Json;
import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.recordings.FrameFeed;
import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.recordings.frame.FrameHead;
import dev.chaperone.recordings.frame.SessionId;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The owner's end of one control connection: answers its requests until it ends. */
final class ControlConnection {
  static final int VERSION = 4;

  static final String UNKNOWN = "that is no request this version knows";

  private static final Logger LOG = LoggerFactory.getLogger(ControlConnection.class);
  private static final int BATCH_FRAMES = 512;
  private static final int BATCH_HEADS = 2_048;
  // So few that an item stays far below what a console reads, however long the heads' texts.
  private static final int HEADS_IN_ITEM = 16;
  private static final long MAX_WAIT_MILLIS = 60_000;

  private final Console console;
  private final Wire wire;
  private final Standing standing;
  private Optional<FrameFeed> feed = Optional.empty();
  private boolean headsOnly;
  private final OpenOriginals originals = new OpenOriginals();

  ControlConnection(Console console, Wire wire) {
    this(console, wire, Standing.OWNER);
  }

  ControlConnection(Console console, Wire wire, Standing standing) {
    this.console = console;
    this.wire = wire;
    this.standing = standing;
  }

  /** Greets, then answers. */
  void serve() {
    conversation(() -> greet(wire));
  }

  /** The same where the greeting is over. */
  void serveGreeted() {
    conversation(() -> true);
  }

  private interface Greeting {
    boolean agreed() throws IOException;
  }

  private void conversation(Greeting greeting) {
    try {
      if (greeting.agreed()) {
        Request request = wire.receive(Request.class);
        while (standing.isAdmitted()) {
          answer(request);
          request = wire.receive(Request.class);
        }
        refuse(wire, ConsoleException.Code.NEEDS_OPERATOR, "the login is over; log in again");
      }
    } catch (EOFException e) {
      // The console went away.
    } catch (JacksonException e) {
      refuse(wire, ConsoleException.Code.INVALID, UNKNOWN);
    } catch (IOException e) {
      LOG.debug("a control connection ended: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      feed.ifPresent(FrameFeed::close);
    }
  }

  /** Whether both speak the same version; if not, the other side was told. */
  static boolean greet(Wire wire) throws IOException {
    if (wire.receive(Request.class) instanceof Request.Hello hello && hello.version() == VERSION) {
      wire.send(new Reply.End());
      return true;
    }
    refuse(
        wire,
        ConsoleException.Code.INVALID,
        "the running Chaperone speaks version "
            + VERSION
            + " of the control protocol, this command does not; restart it so that both are the"
            + " same version");
    return false;
  }

  static void refuse(Wire wire, ConsoleException.Code code, String why) {
    try {
      wire.send(new Reply.Failed(code, why));
    } catch (IOException e) {
      LOG.debug("a control connection ended: {}", e.getMessage());
    }
  }

  private void answer(Request request) throws IOException, InterruptedException {
    try {
      if (feed.isPresent() && !(request instanceof Request.Next)) {
        throw new ConsoleException(
            ConsoleException.Code.INVALID, "this connection is a feed and answers only next");
      }
      standing.require(request);
      give(request);
      wire.send(new Reply.End());
    } catch (ConsoleException e) {
      wire.send(new Reply.Failed(e.code(), String.valueOf(e.getMessage())));
    } catch (IllegalArgumentException e) {
      wire.send(new Reply.Failed(ConsoleException.Code.INVALID, String.valueOf(e.getMessage())));
    } catch (RuntimeException e) {
      LOG.error("a control request failed", e);
      wire.send(
          new Reply.Failed(
              ConsoleException.Code.INTERNAL,
              "the running Chaperone failed at this; its log file says more"));
    }
  }

  private void give(Request request) throws IOException, InterruptedException {
    switch (request) {
      case Request.Hello r ->
          throw new ConsoleException(ConsoleException.Code.INVALID, "hello was said already");
      case Request.Status r -> item(console.status());
      case Request.Sessions r -> items(console.sessions(r.limit()));
      case Request.Session r -> items(console.session(new SessionId(r.id())).stream().toList());
      case Request.Exchanges r ->
          items(console.exchanges(new SessionId(r.session()), r.offset(), r.limit()));
      case Request.Frames r -> frames(new SessionId(r.session()), r);
      case Request.Heads r -> heads(new SessionId(r.session()), r);
      case Request.HeadFeed r -> {
        feed = Optional.of(console.feed(r.fromSequence()));
        headsOnly = true;
      }
      case Request.Feed r -> feed = Optional.of(console.feed(r.fromSequence()));
      case Request.Next r -> next(r);
      case Request.Agents r -> items(console.agents());
      case Request.CreateAgent r -> item(console.createAgent(r.agent()));
      case Request.Agent r -> item(console.agent(r.name()));
      case Request.RevokeAgent r -> console.revokeAgent(r.name());
      case Request.Holds r -> items(console.holds(r.limit()));
      case Request.HeldRequest r -> items(console.heldRequest(r.hold()).stream().toList());
      case Request.Decide r -> item(console.decide(r.decision()));
      case Request.Grants r -> items(console.grants(r.limit()));
      case Request.RevokeGrant r -> console.revokeGrant(r.id(), r.reason());
      case Request.Policy r -> items(console.policy().stream().toList());
      case Request.ConfirmPolicy r -> console.confirmPolicy(r.sha256());
      case Request.Tags r -> items(TagPieces.of(console.tags()));
      case Request.RevokeTags r -> console.revokeTags(r.table(), r.upTo(), r.reason());
      case Request.Operator r -> item(console.operator());
      case Request.UnlockByPassphrase r -> {
        try (OperatorProof.Passphrase proof =
            new OperatorProof.Passphrase(r.passphrase(), Duration.ofSeconds(r.idleSeconds()))) {
          item(console.unlock(proof));
        }
      }
      case Request.UnlockByIdToken r ->
          item(
              console.unlock(
                  new OperatorProof.IdToken(r.token(), Duration.ofSeconds(r.idleSeconds()))));
      case Request.Lock r -> console.lock();
      case Request.ChangePassphrase r -> {
        try {
          console.changePassphrase(r.before(), r.after());
        } finally {
          r.wipe();
        }
      }
      case Request.Reviewers r -> item(console.reviewers());
      case Request.UseReviewerKey r -> item(console.useReviewerKey(r.publicKey(), r.name()));
      case Request.RemoveReviewerKey r -> item(console.removeReviewerKey());
      case Request.OpenSealed r ->
          item(
              originals.add(
                  console.openSealed(new SessionId(r.session()), new ExchangeId(r.exchange()))));
      case Request.NextSealed r -> items(originals.next(r.opening()));
      case Request.CloseSealed r -> originals.close(r.opening());
      case Request.Verify r -> item(console.verify());
      case Request.Ticket r -> item(standing.ticket());
      case Request.Join r ->
          throw new ConsoleException(ConsoleException.Code.INVALID, "you are let in already");
    }
  }

  /** Reads a run of frames first and sends it then: nothing of the store waits for the reader. */
  private void frames(SessionId session, Request.Frames request) throws IOException {
    List<JsonNode> run = new ArrayList<>();
    FrameBudget budget = new FrameBudget(most(request.max(), BATCH_FRAMES));
    try {
      console.frames(
          session,
          request.fromSessionSequence(),
          frame -> {
            run.add(Json.MAPPER.valueToTree(frame));
            if (!budget.allowsMoreAfter(frame)) {
              throw new RunIsFull();
            }
          });
    } catch (RunIsFull e) {
      // The console asks for what follows.
    }
    for (JsonNode frame : run) {
      wire.send(new Reply.Item(frame));
    }
  }

  /** As {@link #frames}, in fewer and larger messages. */
  private void heads(SessionId session, Request.Heads request) throws IOException {
    List<FrameHead> run = new ArrayList<>();
    int most = most(request.max(), BATCH_HEADS);
    try {
      console.frameHeads(
          session,
          request.fromSessionSequence(),
          head -> {
            run.add(head);
            if (run.size() == most) {
              throw new RunIsFull();
            }
          });
    } catch (RunIsFull e) {
      // The console asks for what follows.
    }
    sendHeads(run);
  }

  private static int most(int asked, int limit) {
    return asked <= 0 ? limit : Math.min(asked, limit);
  }

  private void sendHeads(List<FrameHead> heads) throws IOException {
    for (int i = 0; i < heads.size(); i += HEADS_IN_ITEM) {
      item(heads.subList(i, Math.min(heads.size(), i + HEADS_IN_ITEM)).toArray(FrameHead[]::new));
    }
  }

  private void next(Request.Next request) throws IOException, InterruptedException {
    FrameFeed open =
        feed.orElseThrow(
            () -> new ConsoleException(ConsoleException.Code.INVALID, "no feed was opened"));
    FrameBudget budget = new FrameBudget(Math.clamp(request.max(), 1, BATCH_FRAMES));
    Duration wait = Duration.ofMillis(Math.clamp(request.timeoutMillis(), 0, MAX_WAIT_MILLIS));
    if (headsOnly) {
      int most = Math.clamp(request.max(), 1, BATCH_FRAMES);
      sendHeads(open.next(most, wait).stream().map(FrameHead::of).toList());
      return;
    }
    boolean more = true;
    while (more) {
      // One at a time, since what is taken from the feed cannot be put back.
      List<Frame> frames = open.next(1, wait);
      wait = Duration.ZERO;
      more = !frames.isEmpty();
      for (Frame frame : frames) {
        item(frame);
        more = budget.allowsMoreAfter(frame);
      }
    }
  }

  private void items(List<?> values) throws IOException {
    for (Object value : values) {
      item(value);
    }
  }

  private void item(Object value) throws IOException {
    wire.send(new Reply.Item(Json.MAPPER.valueToTree(value)));
  }

  /** Ends the reading of frames from inside the consumer. */
  private static final class RunIsFull extends RuntimeException {
    private static final long serialVersionUID = 1L;

    RunIsFull() {
      super("enough for one answer", null, false, false);
    }
  }
}
