package dev.chaperone.app.host;

import dev.chaperone.app.control.AgentDesk;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.proxy.operator.OperatorAuth;
import dev.chaperone.proxy.operator.OperatorGuard;
import dev.chaperone.proxy.seal.ReviewerKeys;
import dev.chaperone.recordings.Recordings;

/** The parts a process is made of; whoever calls these holds the data folder's lock. */
public interface Parts {
  Recordings openStore(DataFolder data);

  /** Throws away the recordings database and makes it anew from the journal. */
  Recordings rebuildStore(DataFolder data);

  AgentDesk openAgents(DataFolder data, Recordings recordings);

  /** Tells operators from others. */
  OperatorGuard openOperators(DataFolder data, Recordings recordings, OperatorAuth auth);

  /** Keeps the key that originals are sealed for. */
  default ReviewerKeys openReviewers(DataFolder data, Recordings recordings) {
    return ReviewerKeys.open(data.root(), recordings);
  }

  /** Throws {@code java.io.UncheckedIOException} around a bind failure. */
  RunningGateway startGateway(
      ServeSettings settings,
      Recordings recordings,
      OperatorGuard operators,
      ReviewerKeys reviewers);
}
