package dev.chaperone.ui.model.inspect;

import dev.chaperone.recordings.frame.Frame;
import dev.chaperone.ui.model.Failures;
import dev.chaperone.ui.model.Latest;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.ConsoleModel;
import dev.chaperone.ui.model.session.ExchangeRow;
import dev.chaperone.ui.model.session.FramePlace;
import dev.chaperone.ui.model.session.SessionModel;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

/**
 * Reads what lies under the cursor, in the background, and drops it when the cursor moves on. While
 * the cursor stays in an exchange that was read whole, only the frame is read.
 */
public final class InspectorModel {
  /** The inspector's tabs. */
  public enum Tab {
    SQL,
    RESULTS,
    REQUEST,
    RESPONSE,
    ORIGINAL,
    TIMING,
    DECISION,
    RAW
  }

  private static final long SHOW_EVERY_MILLIS = 250;

  private final ConsoleModel console;
  private final SessionModel session;
  private final ModelContext context;
  private final Latest latest;
  private final ReadOnlyObjectWrapper<Inspection> inspection =
      new ReadOnlyObjectWrapper<>(Inspection.NOTHING);
  private final ObjectProperty<Tab> tab = new SimpleObjectProperty<>(Tab.SQL);
  private final OriginalModel original;
  private Optional<FramePlace> place = Optional.empty();

  public InspectorModel(ConsoleModel console, SessionModel session, ModelContext context) {
    this.console = console;
    this.session = session;
    this.context = context;
    this.latest = new Latest(context);
    this.original = new OriginalModel(console, context);
    inspection.addListener((property, old, now) -> original.at(now));
    session.cursor().frameProperty().addListener((property, old, now) -> look());
    session.loadedProperty().addListener((property, old, now) -> look());
  }

  private void look() {
    Optional<FramePlace> wanted = session.currentPlace();
    Optional<ExchangeRow> exchange = session.currentExchange();
    Inspection shown = inspection.get();
    boolean known = exchange.equals(shown.exchange()) && exchange.isPresent();
    if (wanted.isEmpty()) {
      place = wanted;
      latest.cancel();
      inspection.set(Inspection.NOTHING);
      return;
    }
    FramePlace target = wanted.get();
    boolean sameFrame = place.map(p -> isSameFrame(p, target)).orElse(false);
    if (sameFrame && (known || exchange.isEmpty())) {
      return;
    }
    place = wanted;
    if (known && shown.complete() && shown.failure().isEmpty()) {
      latest.run(ticket -> readFrame(ticket, target, shown), this::failed);
    } else {
      begin(target, exchange, shown);
    }
  }

  private static boolean isSameFrame(FramePlace one, FramePlace other) {
    return one.session().equals(other.session()) && one.frame() == other.frame();
  }

  private void begin(FramePlace target, Optional<ExchangeRow> exchange, Inspection shown) {
    String knownSql = exchange.map(session::statementOf).orElse("");
    boolean sameExchange =
        exchange.map(ExchangeRow::ordinal).equals(shown.exchange().map(ExchangeRow::ordinal));
    if (!sameExchange || exchange.isEmpty()) {
      // What is known at once is shown at once.
      inspection.set(Inspection.beginning(exchange, knownSql));
    }
    latest.run(ticket -> read(ticket, target, exchange, knownSql), this::failed);
  }

  private void read(
      Latest.Ticket ticket, FramePlace target, Optional<ExchangeRow> exchange, String knownSql) {
    ExchangeReading reading = new ExchangeReading(target.frame());
    Optional<String> id = exchange.map(row -> row.summary().id().value());
    long[] due = {context.clock().millis() + SHOW_EVERY_MILLIS};
    each(
        ticket,
        target,
        target.first(),
        target.last(),
        frame -> {
          if (frame.header().exchange().map(e -> e.value()).equals(id)
              || frame.header().sessionSequence() == target.frame()) {
            reading.take(frame);
          }
          if (context.clock().millis() >= due[0]) {
            due[0] = context.clock().millis() + SHOW_EVERY_MILLIS;
            show(ticket, reading.so(exchange, knownSql, false));
          }
        });
    show(ticket, reading.so(exchange, knownSql, true));
  }

  private void readFrame(Latest.Ticket ticket, FramePlace target, Inspection shown) {
    each(
        ticket,
        target,
        target.frame(),
        target.frame(),
        frame -> show(ticket, shown.withRaw(ExchangeReading.raw(frame))));
  }

  private void show(Latest.Ticket ticket, Inspection found) {
    latest.show(ticket, () -> inspection.set(found));
  }

  /** Ends the stream of frames behind the last one that is wanted. */
  private static final class EnoughException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    EnoughException() {
      super("enough was read", null, false, false);
    }
  }

  private void each(
      Latest.Ticket ticket, FramePlace target, long first, long last, Consumer<Frame> consumer) {
    try {
      console
          .console()
          .frames(
              target.session(),
              first,
              frame -> {
                ticket.check();
                long at = frame.header().sessionSequence();
                if (at <= last) {
                  consumer.accept(frame);
                }
                if (at >= last) {
                  throw new EnoughException();
                }
              });
    } catch (EnoughException e) {
      // the frames behind are of no interest here
    }
  }

  private void failed(RuntimeException failure) {
    place = Optional.empty();
    inspection.set(inspection.get().withFailure(Failures.text(failure)));
  }

  public ReadOnlyObjectProperty<Inspection> inspectionProperty() {
    return inspection.getReadOnlyProperty();
  }

  /** The sealed original of the answer in sight. */
  public OriginalModel original() {
    return original;
  }

  public ObjectProperty<Tab> tabProperty() {
    return tab;
  }
}
