package dev.chaperone.app.host;

import dev.chaperone.app.control.AgentDesk;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.console.NewAgent;
import dev.chaperone.proxy.identity.AgentDirectory;
import dev.chaperone.proxy.identity.AgentException;
import dev.chaperone.proxy.identity.AgentSpec;
import dev.chaperone.recordings.AgentRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The agent directory as a console sees it. */
final class GatewayAgents implements AgentDesk {
  private final AgentDirectory directory;

  GatewayAgents(AgentDirectory directory) {
    this.directory = directory;
  }

  @Override
  public IssuedAgent create(NewAgent agent) {
    return told(
        () -> {
          AgentSpec spec =
              new AgentSpec(
                  agent.name(),
                  agent.groups(),
                  agent.model(),
                  agent.purpose(),
                  agent.lifetime().orElse(AgentSpec.DEFAULT_TTL));
          return new IssuedAgent(agent.name(), directory.create(spec).tokenFile());
        });
  }

  @Override
  public IssuedAgent tokenOf(String name) {
    return told(
        () -> {
          AgentRecord agent =
              directory
                  .find(name)
                  .filter(directory::live)
                  .orElseThrow(
                      () ->
                          new ConsoleException(
                              ConsoleException.Code.NOT_FOUND,
                              "there is no active agent of that name; list them: chaperone agent"
                                  + " list"));
          Path file = directory.tokenFile(agent.name());
          return new IssuedAgent(
              agent.name(), Files.exists(file) ? file : directory.renew(name).tokenFile());
        });
  }

  @Override
  public void revoke(String name) {
    told(() -> directory.revoke(name));
  }

  private static <T> T told(Supplier<T> work) {
    try {
      return work.get();
    } catch (AgentException e) {
      ConsoleException.Code code =
          switch (e.code()) {
            case INVALID, EXISTS -> ConsoleException.Code.INVALID;
            case UNKNOWN, ENDED -> ConsoleException.Code.NOT_FOUND;
            case TOKEN_FILE -> ConsoleException.Code.STORE;
          };
      throw new ConsoleException(code, String.valueOf(e.getMessage()), e);
    }
  }
}
