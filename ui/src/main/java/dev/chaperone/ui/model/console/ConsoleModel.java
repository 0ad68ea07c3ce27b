package dev.chaperone.ui.model.console;

import dev.chaperone.console.Console;
import dev.chaperone.ui.model.ModelContext;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

/**
 * Holds the connection to the owner of the data folder: attaches, attaches again when it is lost
 * and resumes after the last frame seen, asks for the status, and hands live frames on in batches,
 * at most ten a second.
 */
public final class ConsoleModel implements AutoCloseable {
  private final ReadOnlyObjectWrapper<Connection> connection =
      new ReadOnlyObjectWrapper<>(Connection.CONNECTING);
  private final ReadOnlyStringWrapper message = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<StatusView> status =
      new ReadOnlyObjectWrapper<>(StatusView.UNKNOWN);

  public ConsoleModel(ConsoleSource source, ModelContext context) {}

  /** Begins to attach and to listen, on a thread of its own. */
  public void start() {}

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
  public void onFrames(Consumer<FrameBatch> listener) {}

  /** The console to ask, in the background only; throws {@code GONE} while there is none. */
  public Console console() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {}
}
