package dev.chaperone.app.cli;

import picocli.CommandLine.Command;

/** Not there yet. */
@Command(name = "doctor", hidden = true)
final class DoctorCommand implements Runnable {
  @Override
  public void run() {
    throw new CommandFailure(Exit.FAILED, "not there yet");
  }
}
