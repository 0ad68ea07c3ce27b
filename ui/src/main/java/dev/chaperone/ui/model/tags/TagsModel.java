package dev.chaperone.ui.model.tags;

import dev.chaperone.console.TagOverview;
import dev.chaperone.recordings.DetectorFind;
import dev.chaperone.ui.model.Failures;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.Connection;
import dev.chaperone.ui.model.console.ConsoleModel;
import dev.chaperone.ui.model.console.FrameBatch;
import dev.chaperone.ui.model.session.FrameKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

/**
 * The Tags page: columns seen, what detectors found, derived tables; and taking inherited tags
 * back. Reads anew when frames tell of masking or tags, at most once a second, in the background.
 */
public final class TagsModel {
  private static final Duration AT_MOST_EVERY = Duration.ofSeconds(1);

  private final ConsoleModel console;
  private final ModelContext context;
  private final ObservableList<TagOverview.Column> columns = FXCollections.observableArrayList();
  private final ObservableList<DetectorFind> finds = FXCollections.observableArrayList();
  private final ObservableList<DerivedLine> derived = FXCollections.observableArrayList();
  private final ReadOnlyObjectWrapper<TagOverview> overview =
      new ReadOnlyObjectWrapper<>(TagOverview.NONE);
  private final ReadOnlyObjectWrapper<TagBook> book = new ReadOnlyObjectWrapper<>(TagBook.EMPTY);
  private final ObjectProperty<Part> part = new SimpleObjectProperty<>(Part.COLUMNS);
  private final StringProperty filter = new SimpleStringProperty("");
  private final ObjectProperty<Optional<DetectorFind>> find =
      new SimpleObjectProperty<>(Optional.empty());
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper failure = new ReadOnlyStringWrapper("");
  private Instant readNotBefore = Instant.MIN;
  private boolean reading;
  private boolean behind;
  private boolean readFailed;

  /** The page's parts. */
  public enum Part {
    COLUMNS,
    FINDS,
    DERIVED
  }

  public TagsModel(ConsoleModel console, ModelContext context) {
    this.console = console;
    this.context = context;
    filter.addListener((property, old, now) -> list());
    console
        .connectionProperty()
        .addListener(
            (property, old, now) -> {
              if (now == Connection.CONNECTED) {
                refresh();
              }
            });
    console.onFrames(this::frames);
    console.onPulse(this::pulse);
  }

  private void frames(FrameBatch batch) {
    if (batch.frames().stream().anyMatch(fact -> concerns(fact.kind()))) {
      behind = true;
      pulse();
    }
  }

  private static boolean concerns(FrameKind kind) {
    return switch (kind) {
      case MASKING, LINEAGE, TAG, TAGS_INHERITED, TAGS_TAKEN_BACK, POLICY -> true;
      default -> false;
    };
  }

  private void pulse() {
    if (behind && !context.clock().instant().isBefore(readNotBefore)) {
      refresh();
    }
  }

  /** Reads everything again; once more afterwards if it is asked for meanwhile. */
  public void refresh() {
    behind = reading;
    if (reading) {
      return;
    }
    reading = true;
    context.background().execute(this::read);
  }

  private void read() {
    try {
      TagOverview found = console.console().tags();
      context.ui().execute(() -> take(found));
    } catch (RuntimeException e) {
      context.ui().execute(() -> ended(Failures.text(e)));
    }
  }

  private void take(TagOverview found) {
    show(found);
    ended("");
  }

  private void ended(String why) {
    if (!why.isEmpty() || readFailed) {
      failure.set(why); // what was said of taking back stays otherwise
    }
    readFailed = !why.isEmpty();
    reading = false;
    readNotBefore = context.clock().instant().plus(AT_MOST_EVERY);
  }

  private void show(TagOverview found) {
    if (!found.equals(overview.get())) {
      overview.set(found);
      book.set(new TagBook(found));
      list();
    }
  }

  private void list() {
    TagFilter wanted = TagFilter.of(filter.get());
    TagOverview now = overview.get();
    // By name, not by time: what is being read does not move when results arrive.
    set(
        columns,
        now.columns().stream()
            .filter(wanted::passes)
            .sorted(
                Comparator.comparing((TagOverview.Column column) -> column.tags().isEmpty())
                    .thenComparing(TagOverview.Column::table)
                    .thenComparing(TagOverview.Column::path))
            .toList());
    set(finds, now.finds().stream().filter(wanted::passes).toList());
    List<DerivedLine> lines = new ArrayList<>();
    now.derived().stream()
        .filter(wanted::passes)
        .sorted(Comparator.comparing(TagOverview.Derived::revoked))
        .forEach(
            one -> {
              lines.add(new DerivedLine.Table(one));
              one.columns().forEach(column -> lines.add(new DerivedLine.Column(one, column)));
            });
    set(derived, lines);
  }

  private static <T> void set(ObservableList<T> list, List<T> wanted) {
    if (!list.equals(wanted)) {
      list.setAll(wanted);
    }
  }

  /** All of it, as the gateway tells it. */
  public ReadOnlyObjectProperty<TagOverview> overviewProperty() {
    return overview.getReadOnlyProperty();
  }

  /** For looking tags up. */
  public ReadOnlyObjectProperty<TagBook> bookProperty() {
    return book.getReadOnlyProperty();
  }

  /** Tagged ones first, by name. */
  public ObservableList<TagOverview.Column> columns() {
    return columns;
  }

  public ObservableList<DetectorFind> finds() {
    return finds;
  }

  /** Each table in front of its columns; the ones that were taken back last. */
  public ObservableList<DerivedLine> derived() {
    return derived;
  }

  public ObjectProperty<Part> partProperty() {
    return part;
  }

  /** Words that rows must have; one with a minus before it they must not have. */
  public StringProperty filterProperty() {
    return filter;
  }

  /** The find that is chosen in the list. */
  public ObjectProperty<Optional<DetectorFind>> findProperty() {
    return find;
  }

  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** Why the last thing asked was not done; {@code ""} if it was. */
  public ReadOnlyStringProperty failureProperty() {
    return failure.getReadOnlyProperty();
  }

  /** How many entries of the same table are taken back together with this one. */
  public long coveredBy(TagOverview.Derived one) {
    return overview.get().derived().stream()
        .filter(other -> !other.revoked() && other.table().equals(one.table()))
        .filter(other -> other.upTo() <= one.upTo())
        .count();
  }

  /** Takes back what the table has inherited up to this entry; a blank reason does nothing. */
  public void takeBack(TagOverview.Derived one, String reason) {
    if (busy.get() || reason.isBlank()) {
      return;
    }
    busy.set(true);
    failure.set("");
    context.background().execute(() -> ask(one, reason.strip()));
  }

  private void ask(TagOverview.Derived one, String reason) {
    try {
      console.console().revokeTags(one.table(), one.upTo(), reason);
      TagOverview now = console.console().tags();
      context.ui().execute(() -> show(now));
    } catch (RuntimeException e) {
      context.ui().execute(() -> failure.set(Failures.text(e)));
    } finally {
      context.ui().execute(() -> busy.set(false));
    }
  }
}
