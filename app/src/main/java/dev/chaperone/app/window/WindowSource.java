package dev.chaperone.app.window;

import dev.chaperone.app.data.OwnerRecord;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.host.GatewayHost;
import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.ui.model.console.ConsoleSource;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The window's way to its data folder: owns it and runs the gateway, or attaches to the process
 * that does. Which of the two is settled by the first opening that works and stays so: a window
 * that attached never takes the folder over when its owner ends, because whoever ended a gateway
 * may be about to start it again, with other options.
 */
public final class WindowSource implements ConsoleSource, AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(WindowSource.class);
  private static final Duration RETRY = Duration.ofSeconds(10);

  private final Door door;
  private final Function<Door.Entry.Free, GatewayHost> opener;
  private final Function<GatewayHost, Optional<String>> starter;
  private final Map<String, String> environment;
  private final Listener listener;
  private final CountDownLatch closed = new CountDownLatch(1);
  private Optional<GatewayHost> host = Optional.empty();
  private boolean attached;

  /** Is told what the window came to; called in the background. */
  public interface Listener {
    /** The gateway runs in this process. */
    void started(GatewayHost host);

    /** This process has the folder, but no gateway can run on it for now. */
    void notStarted(String problem);

    void attached(Optional<OwnerRecord> owner);
  }

  /**
   * @param opener opens the store of a folder that was free
   * @param starter starts the gateway, or says why it cannot
   */
  public WindowSource(
      Door door,
      Function<Door.Entry.Free, GatewayHost> opener,
      Function<GatewayHost, Optional<String>> starter,
      Map<String, String> environment,
      Listener listener) {
    this.door = door;
    this.opener = opener;
    this.starter = starter;
    this.environment = Map.copyOf(environment);
    this.listener = listener;
  }

  @Override
  public synchronized Console open() {
    if (closed.getCount() == 0) {
      throw new ConsoleException(ConsoleException.Code.GONE, "The window was closed.");
    }
    if (host.isPresent()) {
      return host.get().console();
    }
    if (attached) {
      return door.attach().orElseThrow(WindowSource::ownerEnded);
    }
    return switch (door.enter()) {
      case Door.Entry.Free free -> own(free);
      case Door.Entry.Attached other -> {
        attached = true;
        listener.attached(door.owner());
        yield other.console();
      }
    };
  }

  private static ConsoleException ownerEnded() {
    return new ConsoleException(
        ConsoleException.Code.GONE,
        "The process that ran the gateway has ended. Start it again (chaperone serve), or close"
            + " this window and open it anew: then it runs the gateway itself.");
  }

  private Console own(Door.Entry.Free free) {
    GatewayHost opened;
    try {
      opened = opener.apply(free);
    } catch (RecordingException e) {
      throw new ConsoleException(ConsoleException.Code.STORE, String.valueOf(e.getMessage()), e);
    }
    boolean started = start(opened);
    try {
      // After the first attempt, so that whoever attaches finds the gateway running.
      opened.listen(environment);
    } catch (IOException e) {
      opened.close();
      throw new ConsoleException(
          ConsoleException.Code.STORE, "The control socket cannot be opened: " + e.getMessage(), e);
    }
    host = Optional.of(opened);
    if (started) {
      listener.started(opened);
    } else {
      listener.notStarted(opened.problem());
      Thread.ofVirtual().name("gateway-retry").start(this::retry);
    }
    return opened.console();
  }

  private boolean start(GatewayHost opened) {
    Optional<String> problem = starter.apply(opened);
    problem
        .map(WindowSource::told)
        .filter(why -> !why.equals(opened.problem()))
        .ifPresent(
            why -> {
              LOG.info("no gateway: {}", why);
              opened.tellProblem(why);
            });
    return problem.isEmpty();
  }

  private static String told(String why) {
    return why.substring(0, 1).toUpperCase(Locale.ROOT)
        + why.substring(1)
        + (why.endsWith(".") ? "" : ".")
        + " What was recorded can be read; the start is tried again every "
        + RETRY.toSeconds()
        + " seconds.";
  }

  /** What was in the way may be mended while the window is open. */
  private void retry() {
    try {
      while (!closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS)) {
        if (retryOnce()) {
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized boolean retryOnce() {
    if (closed.getCount() == 0 || host.isEmpty()) {
      return true;
    }
    boolean started = start(host.get());
    if (started) {
      listener.started(host.get());
    }
    return started;
  }

  /** Ends the gateway, if it is this window's. */
  @Override
  public void close() {
    closed.countDown();
    end();
  }

  private synchronized void end() {
    host.ifPresent(GatewayHost::close);
    host = Optional.empty();
  }
}
