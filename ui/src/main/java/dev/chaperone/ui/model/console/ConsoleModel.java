package dev.chaperone.ui.model.console;

import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.ui.model.ModelContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Holds the connection to the owner of the data folder: attaches, attaches again when it is lost
 * and resumes after the last frame seen, asks for the status, and hands live frames on in batches,
 * at most ten a second.
 */
public final class ConsoleModel implements AutoCloseable {
  private static final Duration RETRY = Duration.ofSeconds(2);

  private final ConsoleSource source;
  private final ModelContext context;
  private final Link link;
  private final ReadOnlyObjectWrapper<Connection> connection =
      new ReadOnlyObjectWrapper<>(Connection.CONNECTING);
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<StatusView> status =
      new ReadOnlyObjectWrapper<>(StatusView.UNKNOWN);
  private final List<Consumer<FrameBatch>> frameListeners = new CopyOnWriteArrayList<>();
  private final List<Runnable> pulseListeners = new CopyOnWriteArrayList<>();
  private final AtomicReference<@Nullable Console> current = new AtomicReference<>();
  private final CountDownLatch closed = new CountDownLatch(1);

  public ConsoleModel(ConsoleSource source, ModelContext context) {
    this.source = source;
    this.context = context;
    this.link =
        new Link(
            context,
            new Link.Listener() {
              @Override
              public void status(StatusView now) {
                status.set(now);
                pulseListeners.forEach(Runnable::run);
              }

              @Override
              public void frames(FrameBatch batch) {
                frameListeners.forEach(listener -> listener.accept(batch));
              }
            });
  }

  /** Begins to attach and to listen, in the background until closed. */
  public void start() {
    context.background().execute(this::run);
  }

  private void run() {
    try {
      do {
        stayAttached();
      } while (!closed.await(RETRY.toMillis(), TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One connection, from attaching to its end. */
  private void stayAttached() throws InterruptedException {
    try {
      attach();
      while (closed.getCount() > 0) {
        step();
      }
    } catch (ConsoleException e) {
      context.ui().execute(() -> become(Connection.LOST, lost(e)));
    } finally {
      detach();
    }
  }

  void attach() {
    Console console = source.open();
    current.set(console);
    link.begin(console);
    context.ui().execute(() -> become(Connection.CONNECTED, ""));
  }

  void step() throws InterruptedException {
    link.step();
  }

  void detach() {
    link.end();
    Console console = current.getAndSet(null);
    if (console != null) {
      console.close();
    }
  }

  private static String lost(ConsoleException e) {
    return e.getMessage() + " The window tries again every " + RETRY.toSeconds() + " seconds.";
  }

  private void become(Connection now, String why) {
    message.set(why);
    connection.set(now);
  }

  public ReadOnlyObjectProperty<Connection> connectionProperty() {
    return connection.getReadOnlyProperty();
  }

  /** Why the connection is lost and what happens next; {@code ""} while connected. */
  public ReadOnlyStringProperty messageProperty() {
    return message.getReadOnlyProperty();
  }

  public ReadOnlyObjectProperty<StatusView> statusProperty() {
    return status.getReadOnlyProperty();
  }

  /** The listener is called on the views' thread. */
  public void onFrames(Consumer<FrameBatch> listener) {
    frameListeners.add(listener);
  }

  /** The listener is called on the views' thread every few seconds while connected. */
  public void onPulse(Runnable listener) {
    pulseListeners.add(listener);
  }

  /** The console to ask, in the background only; throws {@code GONE} while there is none. */
  public Console console() {
    Console console = current.get();
    if (console == null) {
      throw new ConsoleException(
          ConsoleException.Code.GONE,
          "The connection to the gateway's process is lost; the window attaches again by itself.");
    }
    return console;
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
