package dev.chaperone.proxy.identity;

import static dev.chaperone.proxy.identity.AgentException.Code;

import dev.chaperone.recordings.AgentRecord;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The agents Chaperone issues tokens to. The truth is the recorded agent frames; a view in memory
 * answers every request, so a revocation counts from the next one on.
 */
public final class AgentDirectory {
  private final Recordings recordings;
  private final AgentTokenFiles files;
  private final Clock clock;
  private final Map<String, AgentRecord> agents = new ConcurrentHashMap<>();
  private final Object changes = new Object();

  private AgentDirectory(Recordings recordings, AgentTokenFiles files, Clock clock) {
    this.recordings = recordings;
    this.files = files;
    this.clock = clock;
  }

  /** Reads the agents from the recordings, and records the signing key if it is new. */
  public static AgentDirectory open(
      Path dataFolder, KeyFolder keys, Recordings recordings, TokenMinter minter, Clock clock) {
    AgentDirectory directory =
        new AgentDirectory(recordings, new AgentTokenFiles(dataFolder, minter, clock), clock);
    recordings.agents().forEach(agent -> directory.agents.put(agent.name(), agent));
    if (keys.createdSigningKey()) {
      String keyId = keys.signingKey().keyId();
      recordings
          .recorder()
          .record(FrameDraft.system(new FrameBody.KeyChange(keyId, "agent-tokens", "created")));
    }
    return directory;
  }

  /**
   * Creates an agent and writes its token file. A name can be used again once its agent has ended;
   * the old tokens stay void.
   */
  public IssuedAgent create(AgentSpec spec) {
    synchronized (changes) {
      Optional<AgentRecord> before = find(spec.name());
      if (before.isPresent() && live(before.get())) {
        throw new AgentException(
            Code.EXISTS,
            "There already is an agent '"
                + spec.name()
                + "'. Choose another name, or revoke it first: chaperone agent revoke "
                + spec.name());
      }
      Instant now = clock.instant();
      AgentRecord agent =
          new AgentRecord(
              spec.name(),
              spec.groups(),
              spec.model(),
              spec.purpose(),
              now,
              now.plus(spec.ttl()).truncatedTo(ChronoUnit.SECONDS),
              false,
              before.map(old -> old.generation() + 1).orElse(1L));
      record(agent, "created");
      agents.put(agent.name(), agent);
      return new IssuedAgent(agent, files.write(agent));
    }
  }

  /**
   * Ends an agent at once: from the next request on, its tokens are refused.
   *
   * @throws RecordingException if the revocation could not be recorded; it then holds only until
   *     this process ends
   */
  public AgentRecord revoke(String name) {
    synchronized (changes) {
      AgentRecord agent = existing(name);
      AgentRecord revoked =
          new AgentRecord(
              agent.name(),
              agent.groups(),
              agent.model(),
              agent.purpose(),
              agent.created(),
              agent.expires(),
              true,
              agent.generation());
      agents.put(name, revoked);
      try {
        record(revoked, "revoked");
      } catch (RecordingException e) {
        throw new RecordingException(
            e.code(),
            "Agent '"
                + name
                + "' is refused from now on, but this could not be recorded and ends with this"
                + " process. Revoke it again when the store can write. "
                + e.getMessage(),
            e);
      }
      files.delete(name);
      return revoked;
    }
  }

  /** Writes a fresh token into the agent's file. */
  public IssuedAgent renew(String name) {
    synchronized (changes) {
      AgentRecord agent = existing(name);
      if (!live(agent)) {
        throw new AgentException(
            Code.ENDED,
            "Agent '"
                + name
                + "' was revoked or has expired. Create it again: chaperone agent add "
                + name);
      }
      return new IssuedAgent(agent, files.write(agent));
    }
  }

  /** By name, with those that have ended. */
  public List<AgentRecord> list() {
    return agents.values().stream().sorted(Comparator.comparing(AgentRecord::name)).toList();
  }

  public Optional<AgentRecord> find(String name) {
    return Optional.ofNullable(agents.get(name));
  }

  /** Where the agent's token lies, or would. */
  public Path tokenFile(String name) {
    return files.file(name);
  }

  /** Neither revoked nor expired. */
  public boolean live(AgentRecord agent) {
    return !agent.revoked() && clock.instant().isBefore(agent.expires());
  }

  boolean accepts(String name, long generation) {
    return find(name).filter(agent -> agent.generation() == generation && live(agent)).isPresent();
  }

  /** Live agents whose token file is missing, not ours, or past half its life. */
  List<String> dueForRenewal() {
    return list().stream()
        .filter(agent -> live(agent) && files.due(agent))
        .map(AgentRecord::name)
        .toList();
  }

  private AgentRecord existing(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new AgentException(
                    Code.UNKNOWN, "There is no such agent. List them: chaperone agent list"));
  }

  private void record(AgentRecord agent, String change) {
    recordings
        .recorder()
        .record(
            FrameDraft.system(
                new FrameBody.AgentChange(
                    agent.name(),
                    change,
                    agent.groups(),
                    agent.model(),
                    agent.purpose(),
                    agent.expires(),
                    agent.generation())));
  }
}
