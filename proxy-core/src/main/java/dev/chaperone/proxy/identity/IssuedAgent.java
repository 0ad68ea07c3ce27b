package dev.chaperone.proxy.identity;

import dev.chaperone.recordings.AgentRecord;
import java.nio.file.Path;

/** An agent and the file that holds its token. */
public record IssuedAgent(AgentRecord agent, Path tokenFile) {}
