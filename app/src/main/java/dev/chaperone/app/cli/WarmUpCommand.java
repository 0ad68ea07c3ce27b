package dev.chaperone.app.cli;

import picocli.CommandLine.Command;

/** Not there yet. */
@Command(name = "warm-up", hidden = true)
final class WarmUpCommand implements Runnable {
  @Override
  public void run() {
    throw new CommandFailure(Exit.FAILED, "not there yet");
  }
}
