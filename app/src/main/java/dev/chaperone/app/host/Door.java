package dev.chaperone.app.host;

import dev.chaperone.app.control.RemoteConsole;
import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.data.OwnerLock;
import dev.chaperone.app.data.OwnerRecord;
import dev.chaperone.app.data.Reasons;
import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.proxy.operator.OperatorAuth;
import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.Recordings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The one way to a data folder: takes its lock if nobody has it, else attaches to the process that
 * does. Another command may hold the folder for a moment, or a gateway may be just starting or
 * ending: both are waited for.
 */
public final class Door {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final DataFolder data;
  private final Parts parts;
  private final String command;
  private final Clock clock;
  private final Duration patience;

  public Door(DataFolder data, Parts parts, String command, Clock clock, Duration patience) {
    this.data = data;
    this.parts = parts;
    this.command = command;
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * What a command may do with a folder, and how to leave it.
   *
   * @param leaving closes the console too, unless somebody else goes on with it
   */
  public record Visit(Console console, AutoCloseable leaving) implements AutoCloseable {
    @Override
    public void close() {
      try {
        leaving.close();
      } catch (Exception e) {
        throw new ConsoleException(
            ConsoleException.Code.INTERNAL, "the data folder could not be closed", e);
      }
    }
  }

  /** Attaches, or opens the folder for the duration of the visit. */
  public Visit open() {
    return open(Parts::openStore);
  }

  /** As {@link #open()}, but an opened folder's database is made anew; an attached one is not. */
  public Visit openRebuilding() {
    return open(Parts::rebuildStore);
  }

  private Visit open(BiFunction<Parts, DataFolder, Recordings> how) {
    return switch (enter()) {
      case Entry.Free free -> {
        OwnedConsole owned = owned(free.lock(), how);
        yield new Visit(owned.console(), owned);
      }
      case Entry.Attached attached -> new Visit(attached.console(), attached.console()::close);
    };
  }

  /** What stood behind the door. */
  public sealed interface Entry {
    /** Nobody had the folder; now the caller has its lock. */
    record Free(OwnerLock lock) implements Entry {}

    /** Another process has it. */
    record Attached(Console console) implements Entry {}
  }

  /** Takes the lock if nobody has it, else attaches. */
  public Entry enter() {
    Instant limit = clock.instant().plus(patience);
    while (true) {
      Optional<OwnerLock> lock = lock();
      if (lock.isPresent()) {
        return new Entry.Free(lock.get());
      }
      Optional<Console> attached = attach();
      if (attached.isPresent()) {
        return new Entry.Attached(attached.get());
      }
      pauseUntil(limit);
    }
  }

  /** Takes the folder for good; somebody who has it for longer than a moment is named. */
  public OwnerLock own() {
    Instant limit = clock.instant().plus(patience);
    while (true) {
      Optional<OwnerLock> lock = lock();
      if (lock.isPresent()) {
        return lock.get();
      }
      attach()
          .ifPresent(
              other -> {
                other.close();
                throw inUse("runs on " + data);
              });
      pauseUntil(limit);
    }
  }

  /** Throws the operator's passphrase away; only where nothing runs on the folder. */
  public void resetOperators() {
    Closing closing = new Closing();
    try {
      closing.add(own());
      Recordings recordings = closing.add(parts.openStore(data));
      parts.openOperators(data, recordings, OperatorAuth.AUTO).reset();
    } catch (RecordingException e) {
      throw new ConsoleException(ConsoleException.Code.STORE, String.valueOf(e.getMessage()), e);
    } finally {
      closing.close();
    }
  }

  public OwnerRecord record() {
    return new OwnerRecord(ProcessHandle.current().pid(), command, "", clock.instant());
  }

  private Optional<OwnerLock> lock() {
    try {
      return OwnerLock.acquire(data, record());
    } catch (IOException e) {
      throw new ConsoleException(
          ConsoleException.Code.STORE,
          "the data folder "
              + data
              + " cannot be used ("
              + Reasons.of(e)
              + "); mend its rights or choose another with --data",
          e);
    }
  }

  private OwnedConsole owned(OwnerLock lock, BiFunction<Parts, DataFolder, Recordings> how) {
    try {
      return new OwnedConsole(lock, data, parts, how, clock.instant());
    } catch (RecordingException e) {
      throw new ConsoleException(ConsoleException.Code.STORE, String.valueOf(e.getMessage()), e);
    }
  }

  /** Attaches to the owner, if there is one that answers; never takes the lock. */
  public Optional<Console> attach() {
    String socket = owner().map(OwnerRecord::socket).orElse("");
    if (socket.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(RemoteConsole.attach(Path.of(socket)));
    } catch (ConsoleException e) {
      return switch (e.code()) {
        // It is just starting, just ending, or the record is a dead process's.
        case GONE, IN_USE -> Optional.empty();
        case NOT_FOUND, INVALID, NEEDS_OPERATOR, REFUSED_OPERATOR, STORE, INTERNAL -> throw e;
      };
    }
  }

  /** What the owner tells about itself; what is left of a dead one counts for nothing. */
  public Optional<OwnerRecord> owner() {
    try {
      return OwnerLock.recordOf(data);
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private void pauseUntil(Instant limit) {
    if (clock.instant().isAfter(limit)) {
      throw inUse("has " + data + " and does not answer");
    }
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ConsoleException(ConsoleException.Code.GONE, "interrupted", e);
    }
  }

  private ConsoleException inUse(String what) {
    String who =
        owner()
            .map(o -> "chaperone " + o.command() + " (process " + o.pid() + ")")
            .orElse("another process");
    return new ConsoleException(
        ConsoleException.Code.IN_USE,
        who + " " + what + "; end it first, or choose another folder with --data");
  }
}
