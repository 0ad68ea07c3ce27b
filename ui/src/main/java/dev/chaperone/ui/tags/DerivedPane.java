package dev.chaperone.ui.tags;

import dev.chaperone.console.TagOverview;
import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.tags.DerivedLine;
import dev.chaperone.ui.model.tags.TagsModel;
import java.time.ZoneId;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** Tables that agents' statements filled, each with its columns and where they come from. */
final class DerivedPane extends VBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final TagsModel model;
  private final TagList<DerivedLine> list;

  DerivedPane(TagsModel model, ZoneId zone, Consumer<TagOverview.Derived> askTakeBack) {
    this.model = model;
    list =
        new TagList<>(
            "Derived tables",
            "derived-tables",
            DerivedRows.TABLE,
            () -> new DerivedCell(zone, askTakeBack),
            line -> List.of(line.derived().table(), line.derived().upTo()),
            Ui.empty(
                Feather.GIT_BRANCH,
                "No derived tables",
                "When an agent's statement fills a table from others, it inherits their tags;"
                    + " the table, its columns and where they come from are listed here."),
            Empty.nothingPasses(model));
    VBox.setVgrow(list, Priority.ALWAYS);
    setMinHeight(0);
    getChildren().add(list);
    subscriptions.observe(model.derived(), this::refresh);
    subscriptions.observe(model.overviewProperty(), now -> refresh());
  }

  private void refresh() {
    list.show(
        model.derived(),
        new DerivedRows(model.derived()),
        !model.overviewProperty().get().derived().isEmpty());
  }

  TagList<DerivedLine> list() {
    return list;
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
