package dev.chaperone.app.cli;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.demo.Demonstration;
import dev.chaperone.app.demo.LiveLines;
import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.ui.launch.NoWindowException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The demonstration in the window: it opens at once, and the agent begins when it is connected. */
final class DemoWindow {
  private static final Logger LOG = LoggerFactory.getLogger(DemoWindow.class);

  /** Between the agent's steps, so that a person sees them come. */
  private static final Duration PACE = Duration.ofMillis(700);

  private final Shell shell;
  private final DemoReport report;
  private final Demonstration demonstration;
  private final Callable<DemoCommand.Stage> starter;
  private final CompletableFuture<DemoCommand.Stage> stage = new CompletableFuture<>();
  private final CompletableFuture<Integer> exit = new CompletableFuture<>();
  private final CountDownLatch watched = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final CountDownLatch unwatched = new CountDownLatch(1);

  DemoWindow(
      Shell shell,
      DemoReport report,
      Demonstration demonstration,
      Callable<DemoCommand.Stage> starter) {
    this.shell = shell;
    this.report = report;
    this.demonstration = demonstration;
    this.starter = starter;
  }

  /** Returns the exit code once the window was closed. */
  int run(DataFolder folder) throws Exception {
    report.say("An agent works through Chaperone's gateway; the window shows it live.");
    Thread.ofVirtual().name("demo").start(this::work);
    try {
      new WindowRun(shell).show(folder, this::console);
      closed.countDown();
    } catch (NoWindowException e) {
      shell.note(String.valueOf(e.getMessage()));
      unwatched.countDown();
    }
    watched.countDown();
    try {
      return exit.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Exception cause ? cause : e;
    } finally {
      if (stage.state() == Future.State.SUCCESS) {
        stage.resultNow().close();
      }
    }
  }

  private Console console() {
    try {
      Console console = stage.get().host().console();
      watched.countDown();
      return console;
    } catch (ExecutionException e) {
      throw new ConsoleException(
          ConsoleException.Code.GONE,
          "The demonstration cannot start: " + stage.exceptionNow().getMessage() + ".",
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConsoleException(ConsoleException.Code.GONE, "interrupted", e);
    }
  }

  private void work() {
    try {
      DemoCommand.Stage started = starter.call();
      stage.complete(started);
      report.places(started.warehouse(), started.host());
      watched.await();
      LiveLines quiet = new LiveLines(shell.zone(), Integer.MAX_VALUE, line -> {});
      Demonstration.Outcome outcome = demonstration.run(started.host(), quiet, this::pause);
      report.outcome(outcome);
      report.inWindow();
      exit.complete(outcome.report().intact() ? Exit.OK : Exit.FAILED);
    } catch (InterruptedException e) {
      LOG.info("the window was closed before the demonstration ended");
      exit.complete(Exit.OK);
    } catch (Exception e) {
      stage.completeExceptionally(e);
      exit.completeExceptionally(e);
    }
  }

  /** Whoever closes the window has seen enough: no further step then. */
  private void pause() throws InterruptedException {
    if (unwatched.getCount() > 0 && closed.await(PACE.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("the window was closed");
    }
  }
}
