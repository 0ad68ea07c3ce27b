package dev.chaperone.ui.tags;

import dev.chaperone.recordings.DetectorFind;
import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.tags.TagsModel;
import dev.chaperone.ui.rows.RowSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What detectors found in columns, latest first. */
final class FindsPane extends VBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final TagsModel model;
  private final TagList<DetectorFind> list;

  FindsPane(TagsModel model, ZoneId zone) {
    this.model = model;
    list =
        new TagList<>(
            "Detector finds",
            "detector-finds",
            FindCell.HEIGHT,
            () -> new FindCell(zone),
            find -> List.of(find.column(), find.detector(), find.reaction()),
            Ui.empty(
                Feather.SEARCH,
                "Nothing found",
                "When a value in a column without a tag looks like an e-mail address, a card, a"
                    + " key or another thing the policy's detectors look for, the column is listed"
                    + " here, with the policy line that would tag it."),
            Empty.nothingPasses(model));
    list.setOnChosen(find -> model.findProperty().set(Optional.of(find)));
    VBox.setVgrow(list, Priority.ALWAYS);
    setMinHeight(0);
    getChildren().add(list);
    subscriptions.observe(model.finds(), this::refresh);
    subscriptions.observe(model.overviewProperty(), now -> refresh());
  }

  private void refresh() {
    list.show(
        model.finds(),
        RowSource.of(model.finds()),
        !model.overviewProperty().get().finds().isEmpty());
  }

  TagList<DetectorFind> list() {
    return list;
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
