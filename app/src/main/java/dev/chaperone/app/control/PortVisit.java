package dev.chaperone.app.control;

import com.fasterxml.jackson.core.JacksonException;
import dev.chaperone.app.json.Json;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.console.OperatorStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the console port: a handshake, a greeting and a login within a few seconds, and
 * whatever it came for after that. One login is tried on a connection; the next one needs another.
 */
final class PortVisit {
  private static final Logger LOG = LoggerFactory.getLogger(PortVisit.class);

  private final TlsChannel channel;
  private final Supplier<ConsolePort.Visitor> visitors;
  private final Tickets tickets;
  private final Duration loginLimit;

  PortVisit(
      TlsChannel channel,
      Supplier<ConsolePort.Visitor> visitors,
      Tickets tickets,
      Duration loginLimit) {
    this.channel = channel;
    this.visitors = visitors;
    this.tickets = tickets;
    this.loginLimit = loginLimit;
  }

  /**
   * Returns when the connection is over.
   *
   * @param known called once, when the visitor is no stranger any more or has left
   */
  void serve(Runnable known) {
    Conversation conversation;
    try {
      conversation = login(new Wire(channel, Wire.MAX_LOGIN));
    } catch (IOException e) {
      // Mostly strangers: port scanners, browsers, consoles that dislike the certificate.
      LOG.debug("a visitor of the console port did not log in: {}", e.getMessage());
      conversation = () -> {};
    } finally {
      known.run();
    }
    conversation.hold();
  }

  /** What follows once somebody is let in. */
  private interface Conversation {
    void hold();
  }

  private Conversation login(Wire wire) throws IOException {
    Request request;
    try (Patience limit = new Patience(wire, loginLimit)) {
      channel.handshake();
      if (!ControlConnection.greet(wire)) {
        return () -> {};
      }
      request = wire.receive(Request.class);
    } catch (JacksonException e) {
      ControlConnection.refuse(wire, ConsoleException.Code.INVALID, ControlConnection.UNKNOWN);
      return () -> {};
    }
    if (request instanceof Request.UnlockByPassphrase proof) {
      return unlock(wire, proof);
    }
    if (request instanceof Request.Join join) {
      return join(wire, join);
    }
    ControlConnection.refuse(
        wire, ConsoleException.Code.NEEDS_OPERATOR, "the console port asks for the passphrase");
    return () -> {};
  }

  private Conversation unlock(Wire wire, Request.UnlockByPassphrase shown) throws IOException {
    ConsolePort.Visitor visitor = visitors.get();
    PortSession session = new PortSession(visitor.console(), visitor.admitted(), tickets);
    try (OperatorProof.Passphrase proof =
        new OperatorProof.Passphrase(shown.passphrase(), Duration.ofSeconds(shown.idleSeconds()))) {
      OperatorStatus status = visitor.console().unlock(proof);
      if (!session.isAdmitted()) {
        throw new ConsoleException(ConsoleException.Code.REFUSED_OPERATOR, "that opens nothing");
      }
      wire.send(new Reply.Item(Json.MAPPER.valueToTree(status)));
      wire.send(new Reply.End());
    } catch (ConsoleException e) {
      session.close();
      ControlConnection.refuse(wire, e.code(), String.valueOf(e.getMessage()));
      return () -> {};
    } catch (IOException | RuntimeException e) {
      session.close();
      throw e;
    }
    return () -> {
      try (session) {
        new ControlConnection(session.console(), new Wire(channel, Wire.MAX_REQUEST), session)
            .serveGreeted();
      }
    };
  }

  private Conversation join(Wire wire, Request.Join join) {
    Optional<PortSession> found =
        tickets.redeem(join.ticket()).filter(s -> s.isAdmitted() && s.join(channel));
    if (found.isEmpty()) {
      ControlConnection.refuse(
          wire, ConsoleException.Code.REFUSED_OPERATOR, "that ticket lets nobody in");
      return () -> {};
    }
    PortSession session = found.get();
    return () -> {
      try {
        wire.send(new Reply.End());
        new ControlConnection(session.console(), wire, session.feedStanding()).serveGreeted();
      } catch (IOException e) {
        LOG.debug("a feed of the console port ended: {}", e.getMessage());
      } finally {
        session.leave(channel);
      }
    };
  }
}
