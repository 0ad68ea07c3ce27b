package dev.chaperone.ui.inbox;

import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.inbox.GrantRow;
import dev.chaperone.ui.model.inbox.GrantsModel;
import dev.chaperone.ui.rows.RowList;
import dev.chaperone.ui.rows.RowSource;
import java.time.ZoneId;
import java.util.function.Consumer;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What was approved in advance: listed, and revoked. */
final class GrantsPane extends VBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final GrantsModel model;
  private final RowList<GrantRow> list;
  private final Label failure = Ui.label("", "problem");
  private final VBox none =
      Ui.empty(
          Feather.REPEAT,
          "No grants",
          "\"Approve like this\" on a held request lets others of its shape through for a while;"
              + " such grants are listed and revoked here.");

  GrantsPane(GrantsModel model, ZoneId zone, Consumer<GrantRow> askRevoke) {
    this.model = model;
    getStyleClass().add("grants-pane");
    list = new RowList<>("Grants", GrantCell.HEIGHT, () -> new GrantCell(zone, askRevoke));
    list.setId("grants-list");
    failure.setWrapText(true);
    StackPane body = new StackPane(list, none);
    body.setMinHeight(0);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(failure, body);
    setMinSize(0, 0);
    subscriptions.observe(model.rows(), this::refresh);
    subscriptions.observe(
        model.failureProperty(),
        text -> {
          failure.setText(text);
          Ui.show(failure, !text.isEmpty());
        });
  }

  private void refresh() {
    boolean empty = model.rows().isEmpty();
    list.setSource(RowSource.of(model.rows()));
    list.setVisible(!empty);
    Ui.show(none, empty);
  }

  void focus() {
    list.requestFocus();
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
