package dev.chaperone.console;

import java.nio.file.Path;

/** An agent and the owner-only file its current token lies in. The token itself is never told. */
public record IssuedAgent(String name, Path tokenFile) {}
