package dev.chaperone.ui.model.inbox;

import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.ConsoleModel;
import dev.chaperone.ui.model.filter.Filter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The inbox: which requests are shown, in which order, and which one is read. The selection belongs
 * to the request: only the person moves it, or a decision the person made.
 */
public final class InboxModel {
  /** What the list shows. */
  public enum Part {
    WAITING,
    DECIDED,
    GRANTS
  }

  private final HoldSource source;
  private final Map<String, HoldRow> all = new LinkedHashMap<>();
  private final Map<String, Standing> decidedHere = new HashMap<>();
  private final Set<String> putAside = new HashSet<>();
  private final ObservableList<InboxRow> rows = FXCollections.observableArrayList();
  private final ObservableList<InboxRow> shown = FXCollections.unmodifiableObservableList(rows);
  private final ReadOnlyIntegerWrapper waiting = new ReadOnlyIntegerWrapper();
  private final ReadOnlyIntegerWrapper matching = new ReadOnlyIntegerWrapper();
  private final ReadOnlyObjectWrapper<Optional<HoldRow>> selected =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private final ObjectProperty<Part> part = new SimpleObjectProperty<>(Part.WAITING);
  private final ObjectProperty<InboxOrder> order = new SimpleObjectProperty<>(InboxOrder.EXPIRY);
  private final BooleanProperty grouped = new SimpleBooleanProperty(true);
  private Filter filter = Filter.ALL;

  public InboxModel(ConsoleModel console, ModelContext context) {
    source = new HoldSource(console, context, this::take);
    part.addListener((property, old, now) -> changePart(now));
    order.addListener((property, old, now) -> arrange());
    grouped.addListener((property, old, now) -> arrange());
  }

  private void take(List<HoldSummary> found) {
    all.clear();
    for (HoldSummary summary : found) {
      HoldRow row = HoldRow.of(summary);
      Standing here = decidedHere.get(row.id());
      if (here != null && row.isWaiting()) {
        row = new HoldRow(summary, here);
      }
      all.put(row.id(), row);
    }
    decidedHere.keySet().removeIf(id -> !isStillTold(id));
    putAside.retainAll(all.keySet());
    arrange();
  }

  /** The list that was read is older than the decision made here. */
  private boolean isStillTold(String id) {
    HoldRow row = all.get(id);
    return row != null && Standing.of(row.summary().state()).isWaiting();
  }

  private void arrange() {
    waiting.set((int) all.values().stream().filter(HoldRow::isWaiting).count());
    Optional<String> reading = selected.get().map(HoldRow::id);
    List<HoldRow> wanted = new ArrayList<>();
    int passed = 0;
    for (HoldRow row : all.values()) {
      boolean belongs = part.get() == Part.WAITING == row.isWaiting();
      boolean passes = belongs && filter.matches(row.summary());
      passed += passes ? 1 : 0;
      // What is read stays in its place, whatever became of it meanwhile.
      if (passes || reading.equals(Optional.of(row.id())) && isIn(row.id())) {
        wanted.add(row);
      }
    }
    matching.set(passed);
    show(wanted);
    selected.set(reading.map(id -> all.getOrDefault(id, selected.get().orElseThrow())));
    if (selected.get().isEmpty() && part.get() == Part.WAITING) {
      next(-1);
    }
  }

  private void show(List<HoldRow> wanted) {
    List<InboxRow> arranged =
        switch (part.get()) {
          case WAITING -> Arrangement.waiting(wanted, order.get(), grouped.get());
          case DECIDED, GRANTS -> Arrangement.decided(wanted);
        };
    if (!arranged.equals(rows)) {
      rows.setAll(arranged);
    }
  }

  private boolean isIn(String id) {
    return indexOf(id) >= 0;
  }

  private void changePart(Part now) {
    selected.set(Optional.empty());
    arrange();
    if (now == Part.DECIDED) {
      held().stream().findFirst().ifPresent(row -> selected.set(Optional.of(row)));
    }
  }

  private List<HoldRow> held() {
    List<HoldRow> found = new ArrayList<>();
    for (InboxRow row : rows) {
      if (row instanceof InboxRow.Held(HoldRow hold)) {
        found.add(hold);
      }
    }
    return found;
  }

  /** Heads and held requests in order. */
  public ObservableList<InboxRow> rows() {
    return shown;
  }

  /** How many wait, whatever the filter says. */
  public ReadOnlyIntegerProperty waitingProperty() {
    return waiting.getReadOnlyProperty();
  }

  /** How many of the part in sight pass the filter. */
  public ReadOnlyIntegerProperty matchingProperty() {
    return matching.getReadOnlyProperty();
  }

  /** What is read; it changes when the same request becomes another in standing, too. */
  public ReadOnlyObjectProperty<Optional<HoldRow>> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  public ObjectProperty<Part> partProperty() {
    return part;
  }

  public ObjectProperty<InboxOrder> orderProperty() {
    return order;
  }

  public BooleanProperty groupedProperty() {
    return grouped;
  }

  /** Why the list could not be read; {@code ""} if it could. */
  public ReadOnlyStringProperty failureProperty() {
    return source.failureProperty();
  }

  /** Reads the list again. */
  public void refresh() {
    source.ask();
  }

  public void setFilter(Filter newFilter) {
    filter = newFilter;
    arrange();
  }

  /** Names of agents that were held, for suggestions. */
  public List<String> agents() {
    return all.values().stream().map(HoldRow::agent).distinct().sorted().toList();
  }

  /** All that are known, newest first. */
  public List<HoldRow> known() {
    return List.copyOf(all.values());
  }

  /** A request that is not known changes nothing. */
  public void select(String id) {
    HoldRow row = all.get(id);
    if (row != null) {
      putAside.remove(id);
      selected.set(Optional.of(row));
      arrange();
    }
  }

  /** Down the list for 1, up for -1; from nowhere to the first. */
  public void move(int steps) {
    List<HoldRow> held = held();
    if (!held.isEmpty()) {
      int here = placeOfSelected(held);
      select(held.get(here < 0 ? 0 : Math.clamp((long) here + steps, 0, held.size() - 1)).id());
    }
  }

  /** To the next request that waits for 1, the one before for -1; it shows the waiting ones. */
  public void moveWaiting(int step) {
    if (part.get() != Part.WAITING) {
      part.set(Part.WAITING);
      return;
    }
    List<HoldRow> held = held();
    int at = placeOfSelected(held) + step;
    while (at >= 0 && at < held.size()) {
      if (held.get(at).isWaiting()) {
        select(held.get(at).id());
        return;
      }
      at += step;
    }
  }

  private int placeOfSelected(List<HoldRow> held) {
    for (int i = 0; i < held.size(); i++) {
      if (selected.get().map(HoldRow::id).equals(Optional.of(held.get(i).id()))) {
        return i;
      }
    }
    return -1;
  }

  /** Leaves the request that is read undecided and goes to the next one not left before. */
  public void later() {
    List<HoldRow> held = held();
    int here = placeOfSelected(held);
    selected.get().ifPresent(row -> putAside.add(row.id()));
    selected.set(Optional.empty());
    next(here);
    arrange();
  }

  /**
   * A decision of this window was carried out: the next request that waits is read, if the decided
   * one still was.
   */
  void decided(String id, Standing standing) {
    List<HoldRow> held = held();
    int here = placeOfSelected(held);
    boolean reading = selected.get().map(HoldRow::id).equals(Optional.of(id));
    decidedHere.put(id, standing);
    HoldRow row = all.get(id);
    if (row != null) {
      all.put(id, new HoldRow(row.summary(), standing));
    }
    if (reading) {
      selected.set(Optional.empty());
      next(here);
    }
    arrange();
    source.ask();
  }

  /** Selects the first after this place that waits and was not put aside, else the first at all. */
  private void next(int place) {
    List<HoldRow> held = held();
    List<HoldRow> behind = new ArrayList<>();
    for (int i = 0; i < held.size(); i++) {
      HoldRow row = all.getOrDefault(held.get(i).id(), held.get(i));
      if (row.isWaiting() && !putAside.contains(row.id())) {
        if (i > place) {
          selected.set(Optional.of(row));
          return;
        }
        behind.add(row);
      }
    }
    if (!behind.isEmpty()) {
      selected.set(Optional.of(behind.getFirst()));
    }
  }

  /** Index in {@link #rows} of this request, or -1. */
  public int indexOf(String id) {
    for (int i = 0; i < rows.size(); i++) {
      if (rows.get(i) instanceof InboxRow.Held(HoldRow hold) && hold.id().equals(id)) {
        return i;
      }
    }
    return -1;
  }

  /** Index in {@link #rows} of what is read, or -1. */
  public int selectedIndex() {
    return selected.get().map(row -> indexOf(row.id())).orElse(-1);
  }
}
