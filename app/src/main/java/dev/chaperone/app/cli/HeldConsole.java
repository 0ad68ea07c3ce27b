package dev.chaperone.app.cli;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.console.Console;

/**
 * The one connection that every command of {@code operator login} works over.
 *
 * @param remote if it goes over a console port; then {@code folder} is merely the usual one here
 */
public record HeldConsole(DataFolder folder, Console console, boolean remote) {}
