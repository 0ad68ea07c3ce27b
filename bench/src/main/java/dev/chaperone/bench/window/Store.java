package dev.chaperone.bench.window;

import dev.chaperone.app.control.AgentDesk;
import dev.chaperone.app.control.LocalConsole;
import dev.chaperone.console.ApprovalDesk;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.ConsoleStatus;
import dev.chaperone.console.GatewayStatus;
import dev.chaperone.console.IssuedAgent;
import dev.chaperone.console.NewAgent;
import dev.chaperone.recordings.LocalRecordings;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.StoreConfig;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A real store with many sessions and one long one that is still open, and agents that go on. */
final class Store implements AutoCloseable {
  private static final int SHORT_EXCHANGES = 4;

  private final Path folder;
  private final Instant started = Clock.systemUTC().instant();
  private final Recordings recordings;
  private final List<Agent> live = new ArrayList<>();
  private volatile boolean closed;
  private volatile int rate;
  private volatile long sent;

  private Store(Path folder, Recordings recordings) {
    this.folder = folder;
    this.recordings = recordings;
  }

  static Store make(Path folder, int sessions, int frames) {
    Store store =
        new Store(folder, LocalRecordings.open(StoreConfig.of(folder, Clock.systemUTC())));
    store.fill(sessions, frames);
    return store;
  }

  private void fill(int sessions, int frames) {
    for (int i = 1; i < sessions; i++) {
      Agent agent = new Agent(recordings.recorder(), "agent" + i, 2_000);
      agent.open();
      for (int e = 0; e < SHORT_EXCHANGES; e++) {
        agent.exchange();
      }
      if (i < sessions - 3) {
        agent.close();
      } else {
        live.add(agent);
      }
    }
    Agent long1 = new Agent(recordings.recorder(), "long", frames > 200_000 ? 400 : 6_000);
    long1.open();
    Agent.Told told = long1.exchange();
    for (int written = 1 + told.frames(); written < frames; written += told.frames()) {
      told = long1.exchange();
      if (frames <= 200_000 && written % 4 == 0) {
        told.last().await(); // as a gateway does, so that blocks are of a natural size
      }
    }
    told.last().await();
    live.add(long1);
    live.add(long1); // half of what arrives belongs to the long session
  }

  String longSession() {
    return live.getLast().session().value();
  }

  long sent() {
    return sent;
  }

  /** So many frames a second from now on. */
  void rate(int framesPerSecond) {
    rate = framesPerSecond;
  }

  void startAgents() {
    Thread.ofPlatform().daemon().name("agents").start(this::run);
  }

  private void run() {
    long begun = System.nanoTime();
    long due = 0;
    int turn = 0;
    try {
      while (!closed) {
        int now = rate;
        if (now == 0) {
          begun = System.nanoTime();
          due = 0;
          Thread.sleep(20);
        } else if (due * 1e9 / now > System.nanoTime() - begun) {
          Thread.sleep(2);
        } else {
          int frames = live.get(turn++ % live.size()).exchange().frames();
          due += frames;
          sent += frames;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      if (!closed) {
        throw e;
      }
    }
  }

  LocalConsole console() {
    return new LocalConsole(recordings, new NoAgents(), ApprovalDesk.none(), this::status);
  }

  private ConsoleStatus status() {
    return new ConsoleStatus(
        ProcessHandle.current().pid(),
        folder,
        started,
        Optional.of(
            new GatewayStatus(
                "127.0.0.1:8080",
                "127.0.0.1:8443",
                folder.resolve("ca.pem"),
                folder.resolve("ca.p12"),
                "http://127.0.0.1:9050",
                "none")),
        "",
        recordings.health(),
        recordings.lastSequence(),
        true);
  }

  @Override
  public void close() {
    closed = true;
    recordings.close();
  }

  /** Nobody makes agents here. */
  private static final class NoAgents implements AgentDesk {
    @Override
    public IssuedAgent create(NewAgent agent) {
      throw none();
    }

    @Override
    public IssuedAgent tokenOf(String name) {
      throw none();
    }

    @Override
    public void revoke(String name) {
      throw none();
    }

    private static ConsoleException none() {
      return new ConsoleException(ConsoleException.Code.NOT_FOUND, "no agents in a benchmark");
    }
  }
}
