package dev.chaperone.ui.model.inbox;

import dev.chaperone.ui.model.Latest;
import dev.chaperone.ui.model.ModelContext;
import java.util.List;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** The statement as a person edits it, beside the one the agent sent. */
public final class EditDraft {
  private final Latest latest;
  private final StringProperty text = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<List<LineDiff.Pair>> diff =
      new ReadOnlyObjectWrapper<>(List.of());
  private String original = "";

  EditDraft(ModelContext context) {
    latest = new Latest(context);
    text.addListener((property, old, now) -> compare(now));
  }

  /** Begins with the agent's own statement. */
  void begin(String sql) {
    original = sql;
    text.set(sql);
    compare(sql);
  }

  private void compare(String now) {
    String before = original;
    latest.run(
        ticket -> {
          List<LineDiff.Pair> pairs = LineDiff.of(before, now);
          latest.show(ticket, () -> diff.set(pairs));
        },
        failure -> diff.set(List.of()));
  }

  public String original() {
    return original;
  }

  /** Blanks at the ends, and how lines end, make no other statement. */
  public boolean isChanged() {
    return !plain(text.get()).equals(plain(original));
  }

  private static String plain(String sql) {
    return sql.replace("\r\n", "\n").replace('\r', '\n').strip();
  }

  public StringProperty textProperty() {
    return text;
  }

  public ReadOnlyObjectProperty<List<LineDiff.Pair>> diffProperty() {
    return diff.getReadOnlyProperty();
  }
}
