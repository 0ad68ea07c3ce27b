package dev.chaperone.app.cli;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.console.Console;

/** The one connection that every command of {@code operator login} works over. */
public record HeldConsole(DataFolder folder, Console console) {}
