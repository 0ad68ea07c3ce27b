package dev.chaperone.app.cli;

import dev.chaperone.app.host.SandboxProcess;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** Starts the sandbox, which is a program of its own with its own libraries. */
@Command(
    name = "sandbox",
    description = {
      "Start the sandbox, a BigQuery stand-in with sample data (project demo, dataset shop).",
      "Options are the sandbox's own: chaperone sandbox --help"
    })
final class SandboxCommand implements Callable<Integer> {
  private final Shell shell;

  @Unmatched private List<String> arguments = new ArrayList<>();

  SandboxCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException, InterruptedException {
    Process sandbox =
        SandboxProcess.builder(shell.root(), arguments)
            .orElseThrow(
                () ->
                    new CommandFailure(
                        Exit.CANNOT_RUN_HERE,
                        "the sandbox is not part of this installation; from a clone, run"
                            + " ./chaperone sandbox"))
            .inheritIO()
            .start();
    // Whoever ends this command means the sandbox. A platform thread: shutdown takes no other.
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("sandbox-end").unstarted(sandbox::destroy));
    return sandbox.waitFor();
  }
}
