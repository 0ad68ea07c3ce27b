package dev.chaperone.app.cli;

import picocli.CommandLine.Command;

/** Not there yet. */
@Command(name = "demo", hidden = true)
final class DemoCommand implements Runnable {
  @Override
  public void run() {
    throw new CommandFailure(Exit.FAILED, "not there yet");
  }
}
