package dev.chaperone.app.host;

import dev.chaperone.app.control.AgentDesk;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.recordings.Recordings;
import java.time.Clock;

/** The parts as they are shipped. */
public final class RealParts implements Parts {
  private final Clock clock;

  public RealParts(Clock clock) {
    this.clock = clock;
  }

  @Override
  public Recordings openStore(DataFolder data) {
    throw new UnsupportedOperationException("arrives with the recordings module " + clock);
  }

  @Override
  public Recordings rebuildStore(DataFolder data) {
    throw new UnsupportedOperationException("arrives with the recordings module");
  }

  @Override
  public AgentDesk openAgents(DataFolder data, Recordings recordings) {
    throw new UnsupportedOperationException("arrives with the identity package");
  }

  @Override
  public RunningGateway startGateway(ServeSettings settings, Recordings recordings) {
    throw new UnsupportedOperationException("arrives with the gateway package");
  }
}
