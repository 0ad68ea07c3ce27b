package dev.chaperone.app.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.console.NewAgent;
import java.util.Arrays;
import java.util.Objects;

/** What a console asks over the control socket or console port; one at a time on a connection. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "op")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Request.Hello.class, name = "hello"),
  @JsonSubTypes.Type(value = Request.Status.class, name = "status"),
  @JsonSubTypes.Type(value = Request.Sessions.class, name = "sessions"),
  @JsonSubTypes.Type(value = Request.Session.class, name = "session"),
  @JsonSubTypes.Type(value = Request.Exchanges.class, name = "exchanges"),
  @JsonSubTypes.Type(value = Request.Frames.class, name = "frames"),
  @JsonSubTypes.Type(value = Request.Heads.class, name = "heads"),
  @JsonSubTypes.Type(value = Request.Feed.class, name = "feed"),
  @JsonSubTypes.Type(value = Request.HeadFeed.class, name = "head-feed"),
  @JsonSubTypes.Type(value = Request.Next.class, name = "next"),
  @JsonSubTypes.Type(value = Request.Agents.class, name = "agents"),
  @JsonSubTypes.Type(value = Request.CreateAgent.class, name = "create-agent"),
  @JsonSubTypes.Type(value = Request.Agent.class, name = "agent"),
  @JsonSubTypes.Type(value = Request.RevokeAgent.class, name = "revoke-agent"),
  @JsonSubTypes.Type(value = Request.Holds.class, name = "holds"),
  @JsonSubTypes.Type(value = Request.HeldRequest.class, name = "held-request"),
  @JsonSubTypes.Type(value = Request.Decide.class, name = "decide"),
  @JsonSubTypes.Type(value = Request.Grants.class, name = "grants"),
  @JsonSubTypes.Type(value = Request.RevokeGrant.class, name = "revoke-grant"),
  @JsonSubTypes.Type(value = Request.Policy.class, name = "policy"),
  @JsonSubTypes.Type(value = Request.ConfirmPolicy.class, name = "confirm-policy"),
  @JsonSubTypes.Type(value = Request.Tags.class, name = "tags"),
  @JsonSubTypes.Type(value = Request.RevokeTags.class, name = "revoke-tags"),
  @JsonSubTypes.Type(value = Request.Operator.class, name = "operator"),
  @JsonSubTypes.Type(value = Request.UnlockByPassphrase.class, name = "unlock"),
  @JsonSubTypes.Type(value = Request.UnlockByIdToken.class, name = "unlock-by-id-token"),
  @JsonSubTypes.Type(value = Request.Lock.class, name = "lock"),
  @JsonSubTypes.Type(value = Request.ChangePassphrase.class, name = "change-passphrase"),
  @JsonSubTypes.Type(value = Request.Reviewers.class, name = "reviewers"),
  @JsonSubTypes.Type(value = Request.UseReviewerKey.class, name = "use-reviewer-key"),
  @JsonSubTypes.Type(value = Request.RemoveReviewerKey.class, name = "remove-reviewer-key"),
  @JsonSubTypes.Type(value = Request.OpenSealed.class, name = "open-sealed"),
  @JsonSubTypes.Type(value = Request.NextSealed.class, name = "next-sealed"),
  @JsonSubTypes.Type(value = Request.CloseSealed.class, name = "close-sealed"),
  @JsonSubTypes.Type(value = Request.Verify.class, name = "verify"),
  @JsonSubTypes.Type(value = Request.Ticket.class, name = "ticket"),
  @JsonSubTypes.Type(value = Request.Join.class, name = "join")
})
sealed interface Request {

  /** Must come first: both ends speak the same version, or part. */
  record Hello(int version) implements Request {}

  record Status() implements Request {}

  record Sessions(int limit) implements Request {}

  record Session(String id) implements Request {}

  record Exchanges(String session, int offset, int limit) implements Request {}

  /**
   * A bounded run of a session's frames; the caller asks again from where it ended.
   *
   * @param max at most so many; 0 for as many as one answer may hold
   */
  record Frames(String session, long fromSessionSequence, int max) implements Request {}

  /** The same without pieces of bodies; an item is a list of heads. */
  record Heads(String session, long fromSessionSequence, int max) implements Request {}

  /** Makes this connection a feed; only {@link Next} follows. */
  record Feed(long fromSequence) implements Request {}

  /** Makes this connection a feed of heads; only {@link Next} follows, answered by lists. */
  record HeadFeed(long fromSequence) implements Request {}

  record Next(int max, long timeoutMillis) implements Request {}

  record Agents() implements Request {}

  record CreateAgent(NewAgent agent) implements Request {}

  record Agent(String name) implements Request {}

  record RevokeAgent(String name) implements Request {}

  record Holds(int limit) implements Request {}

  record HeldRequest(String hold) implements Request {}

  record Decide(HoldDecision decision) implements Request {}

  record Grants(int limit) implements Request {}

  record RevokeGrant(String id, String reason) implements Request {}

  record Policy() implements Request {}

  record ConfirmPolicy(String sha256) implements Request {}

  /** Answered in pieces ({@link TagPieces}). */
  record Tags() implements Request {}

  record RevokeTags(String table, long upTo, String reason) implements Request {
    // Strangers can send it: what is missing is to be an unknown request, not a fault in here.
    public RevokeTags {
      Objects.requireNonNull(table);
      Objects.requireNonNull(reason);
    }
  }

  record Operator() implements Request {}

  /** The session it begins belongs to this connection, and ends with it. */
  record UnlockByPassphrase(char[] passphrase, long idleSeconds) implements Request, Secret {
    // Strangers can send it: what is missing is to be an unknown request, not a fault in here.
    public UnlockByPassphrase {
      Objects.requireNonNull(passphrase);
    }

    @Override
    public void wipe() {
      Arrays.fill(passphrase, '\0');
    }

    @Override
    public String toString() {
      return "UnlockByPassphrase[***]";
    }
  }

  /** The same for whoever signed in. */
  record UnlockByIdToken(String token, long idleSeconds) implements Request, Secret {
    @Override
    public void wipe() {}

    @Override
    public String toString() {
      return "UnlockByIdToken[***]";
    }
  }

  record Lock() implements Request {}

  record ChangePassphrase(char[] before, char[] after) implements Request, Secret {
    @Override
    public void wipe() {
      Arrays.fill(before, '\0');
      Arrays.fill(after, '\0');
    }

    @Override
    public String toString() {
      return "ChangePassphrase[***]";
    }
  }

  record Reviewers() implements Request {}

  record UseReviewerKey(String publicKey, String name) implements Request {}

  record RemoveReviewerKey() implements Request {}

  /** Answered by a {@link SealedOpening}; what it opens belongs to this connection. */
  record OpenSealed(String session, String exchange) implements Request {}

  /** The next pieces; no items if there are no more. */
  record NextSealed(long opening) implements Request {}

  record CloseSealed(long opening) implements Request {}

  record Verify() implements Request {}

  /** On a console port: lets one more connection in, for a feed. Answered by a text. */
  record Ticket() implements Request {}

  /** On a console port, instead of a passphrase: a feed of the console that got the ticket. */
  record Join(String ticket) implements Request {
    public Join {
      Objects.requireNonNull(ticket);
    }

    @Override
    public String toString() {
      return "Join[***]";
    }
  }

  /** Carries what must not stay in memory longer than needed. */
  interface Secret {
    void wipe();
  }
}
