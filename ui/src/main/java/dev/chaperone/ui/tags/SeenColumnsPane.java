package dev.chaperone.ui.tags;

import dev.chaperone.console.TagOverview;
import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.tags.TagsModel;
import dev.chaperone.ui.rows.RowSource;
import java.time.ZoneId;
import java.util.List;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The columns that results came from, tagged ones first. */
final class SeenColumnsPane extends VBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final TagsModel model;
  private final HBox head = TagColumns.head();
  private final TagList<TagOverview.Column> list;

  SeenColumnsPane(TagsModel model, ZoneId zone) {
    this.model = model;
    list =
        new TagList<>(
            "Columns seen",
            "seen-columns",
            SeenColumnCell.HEIGHT,
            () -> new SeenColumnCell(zone),
            column -> List.of(column.table(), column.path()),
            Ui.empty(
                Feather.TAG,
                "No columns seen yet",
                "When an agent reads rows, the tables' columns they come from are listed here,"
                    + " with the tags the policy has on them and how they are masked."),
            Empty.nothingPasses(model));
    VBox.setVgrow(list, Priority.ALWAYS);
    setMinHeight(0);
    getChildren().addAll(head, list);
    subscriptions.observe(model.columns(), this::refresh);
    subscriptions.observe(model.overviewProperty(), now -> refresh());
  }

  private void refresh() {
    Ui.show(head, !model.columns().isEmpty());
    list.show(
        model.columns(),
        RowSource.of(model.columns()),
        !model.overviewProperty().get().columns().isEmpty());
  }

  TagList<TagOverview.Column> list() {
    return list;
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
