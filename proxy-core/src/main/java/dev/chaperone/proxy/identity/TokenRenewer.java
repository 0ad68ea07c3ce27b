package dev.chaperone.proxy.identity;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps every live agent's token file fresh while the gateway runs. */
public final class TokenRenewer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(TokenRenewer.class);
  private static final Duration PERIOD = Duration.ofMinutes(1);

  private final AgentDirectory agents;
  private final Repeater.Repetition repetition;

  private TokenRenewer(AgentDirectory agents, Repeater repeater) {
    this.agents = agents;
    this.repetition = repeater.every(PERIOD, this::renewDue);
  }

  /** Renews what is due before it returns, then again and again until closed. */
  public static TokenRenewer start(AgentDirectory agents, Repeater repeater) {
    TokenRenewer renewer = new TokenRenewer(agents, repeater);
    renewer.renewDue();
    return renewer;
  }

  private void renewDue() {
    for (String agent : agents.dueForRenewal()) {
      try {
        agents.renew(agent);
      } catch (AgentException e) {
        LOG.warn("Agent {}'s token was not renewed, trying again soon: {}", agent, e.getMessage());
      }
    }
  }

  @Override
  public void close() {
    repetition.close();
  }
}
