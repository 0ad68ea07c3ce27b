package dev.chaperone.ui.tags;

import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.rows.RowCell;
import dev.chaperone.ui.rows.RowList;
import dev.chaperone.ui.rows.RowSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** A list of the Tags page: it keeps what is chosen when rows change, and says when none are. */
final class TagList<T> extends StackPane {
  private final RowList<T> list;
  private final Function<T, Object> key;
  private final VBox none;
  private final VBox nothingPasses;
  private Consumer<T> onChosen = row -> {};
  private List<T> rows = List.of();
  private Optional<Object> chosen = Optional.empty();

  /**
   * @param key what tells one row from another
   * @param none says what would appear
   * @param nothingPasses says that the filter hides all
   */
  TagList(
      String name,
      String id,
      double height,
      Supplier<? extends RowCell<T>> cells,
      Function<T, Object> key,
      VBox none,
      VBox nothingPasses) {
    this.key = key;
    this.none = none;
    this.nothingPasses = nothingPasses;
    list = new RowList<>(name, height, cells);
    list.setId(id);
    list.setOnSelect(index -> choose(rows.get(index)));
    none.setMinHeight(0);
    nothingPasses.setMinHeight(0);
    setMinHeight(0);
    getChildren().addAll(list, none, nothingPasses);
  }

  void setOnChosen(Consumer<T> action) {
    onChosen = action;
  }

  private void choose(T row) {
    chosen = Optional.of(key.apply(row));
    onChosen.accept(row);
  }

  /**
   * @param filtered whether there would be rows without the filter
   */
  void show(List<T> now, RowSource<T> source, boolean filtered) {
    rows = List.copyOf(now);
    list.setSource(source);
    list.setVisible(!rows.isEmpty());
    Ui.show(none, rows.isEmpty() && !filtered);
    Ui.show(nothingPasses, rows.isEmpty() && filtered);
    int at = -1;
    for (int i = 0; i < rows.size() && chosen.isPresent(); i++) {
      if (source.isChoice(i) && key.apply(rows.get(i)).equals(chosen.get())) {
        at = i;
      }
    }
    list.mark(at);
  }

  void focus() {
    list.requestFocus();
  }

  void move(int steps) {
    list.move(steps);
  }
}
