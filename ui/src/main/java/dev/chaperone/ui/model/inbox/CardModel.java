package dev.chaperone.ui.model.inbox;

import dev.chaperone.console.Console;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.ui.model.Failures;
import dev.chaperone.ui.model.Latest;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.ConsoleModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Reads the request that is selected, whole, and what became of others of its shape. */
public final class CardModel {
  private static final int COMPARED = 100;
  private static final int MOST_SIMILAR = 50;

  private final ConsoleModel console;
  private final InboxModel inbox;
  private final KeyGuard guard;
  private final Latest latest;
  private final ReadOnlyObjectWrapper<Optional<HoldCard>> card =
      new ReadOnlyObjectWrapper<>(Optional.empty());

  /** The shapes of requests that were read; they never change. */
  private final Map<String, String> shapes = new ConcurrentHashMap<>();

  CardModel(ConsoleModel console, InboxModel inbox, KeyGuard guard, ModelContext context) {
    this.console = console;
    this.inbox = inbox;
    this.guard = guard;
    this.latest = new Latest(context);
    inbox.selectedProperty().addListener((property, old, now) -> look(now));
  }

  private void look(Optional<HoldRow> selected) {
    if (selected.isEmpty()) {
      latest.cancel();
      put(Optional.empty());
      return;
    }
    HoldRow row = selected.get();
    Optional<HoldCard> shown = card.get();
    if (shown.isPresent() && shown.get().id().equals(row.id())) {
      put(Optional.of(shown.get().withRow(row)));
      if (shown.get().request().isEmpty() && !shown.get().failure().isEmpty()) {
        read(row);
      }
      return;
    }
    put(Optional.of(HoldCard.beginning(row)));
    read(row);
  }

  private void read(HoldRow row) {
    List<HoldRow> known = inbox.known();
    latest.run(
        ticket -> {
          Console asked = console.console();
          Optional<HeldRequest> request = asked.heldRequest(row.id());
          HeldRequest found =
              request.orElseThrow(
                  () ->
                      new ConsoleException(
                          ConsoleException.Code.NOT_FOUND,
                          "What was asked is not in the store any more, so it cannot be approved;"
                              + " deny it, and let the agent ask again."));
          latest.show(ticket, () -> update(row, found, List.of(), false));
          List<HoldRow> similar = similar(ticket, asked, row, found, known);
          latest.show(ticket, () -> update(row, found, similar, true));
        },
        this::failed);
  }

  private void update(HoldRow row, HeldRequest request, List<HoldRow> similar, boolean complete) {
    HoldRow now = card.get().map(HoldCard::row).orElse(row);
    put(Optional.of(new HoldCard(now, Optional.of(request), similar, complete, "")));
  }

  private void failed(RuntimeException failure) {
    put(card.get().map(shown -> shown.withFailure(Failures.text(failure))));
  }

  private List<HoldRow> similar(
      Latest.Ticket ticket, Console asked, HoldRow row, HeldRequest request, List<HoldRow> known) {
    String shape = request.envelope().fingerprint();
    List<HoldRow> found = new ArrayList<>();
    if (shape.isEmpty()) {
      return found;
    }
    int compared = 0;
    for (HoldRow other : known) {
      boolean same = other.summary().owner().equals(row.summary().owner());
      boolean before = !other.id().equals(row.id()) && !other.isWaiting();
      if (same && before && compared < COMPARED && found.size() < MOST_SIMILAR) {
        ticket.check();
        compared++;
        if (shape.equals(shapeOf(asked, other.id()))) {
          found.add(other);
        }
      }
    }
    return found;
  }

  private String shapeOf(Console asked, String hold) {
    String known = shapes.get(hold);
    if (known != null) {
      return known;
    }
    String read = asked.heldRequest(hold).map(r -> r.envelope().fingerprint()).orElse("");
    shapes.put(hold, read);
    return read;
  }

  /** The guard begins anew whenever another request, or another standing, comes into sight. */
  private void put(Optional<HoldCard> now) {
    Optional<HoldCard> before = card.get();
    boolean same =
        before.map(HoldCard::id).equals(now.map(HoldCard::id))
            && before.map(c -> c.row().standing()).equals(now.map(c -> c.row().standing()))
            && before.map(HoldCard::request).equals(now.map(HoldCard::request));
    if (!same) {
      guard.changed();
    }
    card.set(now);
  }

  public ReadOnlyObjectProperty<Optional<HoldCard>> cardProperty() {
    return card.getReadOnlyProperty();
  }
}
