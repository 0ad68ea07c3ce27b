package dev.chaperone.ui.fx;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.event.Event;
import javafx.event.EventHandler;
import javafx.event.EventType;
import javafx.scene.Node;

/** Owns a view's listeners, so that closing the view releases every one of them. */
public final class Subscriptions implements AutoCloseable {
  private final List<Runnable> releases = new ArrayList<>();

  /** Calls back now and at each change. */
  public <T> void observe(ObservableValue<T> value, Consumer<? super T> consumer) {
    onChange(value, consumer);
    consumer.accept(value.getValue());
  }

  /** Calls back at each change. */
  public <T> void onChange(ObservableValue<T> value, Consumer<? super T> consumer) {
    ChangeListener<T> listener = (source, before, now) -> consumer.accept(now);
    value.addListener(listener);
    releases.add(() -> value.removeListener(listener));
  }

  /** Calls back now and whenever the list changes. */
  public void observe(ObservableList<?> list, Runnable action) {
    ListChangeListener<Object> listener = change -> action.run();
    list.addListener(listener);
    releases.add(() -> list.removeListener(listener));
    action.run();
  }

  public <E extends Event> void handle(
      Node node, EventType<E> type, EventHandler<? super E> handler) {
    node.addEventHandler(type, handler);
    releases.add(() -> node.removeEventHandler(type, handler));
  }

  /** Owns something else that ends with the view. */
  public void add(Runnable release) {
    releases.add(release);
  }

  /** How many are owned now. */
  public int size() {
    return releases.size();
  }

  @Override
  public void close() {
    for (Runnable release : releases.reversed()) {
      release.run();
    }
    releases.clear();
  }
}
