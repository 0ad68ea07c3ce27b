package dev.chaperone.ui.window;

import dev.chaperone.ui.action.Menus;
import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.filter.FilterModel;
import dev.chaperone.ui.model.sessions.SessionListModel;
import dev.chaperone.ui.model.sessions.SessionRow;
import dev.chaperone.ui.model.text.Units;
import dev.chaperone.ui.rows.RowList;
import dev.chaperone.ui.rows.RowSource;
import java.time.Clock;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The sessions at the left, live first. */
final class SessionsPane extends VBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final SessionListModel model;
  private final FilterModel filter;
  private final RowList<SessionRow> list;
  private final Label count = Ui.label("", "pane-count");
  private final VBox none =
      Ui.empty(
          Feather.RADIO, "No sessions yet", "A session appears with an agent's first request.");
  private final Button clear = new Button("Clear filter");
  private final VBox noMatch =
      Ui.empty(Feather.FILTER, "Nothing matches", "No session passes the filter.", clear);

  SessionsPane(SessionListModel model, FilterModel filter, Clock clock) {
    this.model = model;
    this.filter = filter;
    clear.setOnAction(e -> filter.clear());
    getStyleClass().add("sessions-pane");
    setMinWidth(180);
    list = new RowList<>("Sessions", SessionCell.HEIGHT, () -> new SessionCell(clock));
    list.setSource(RowSource.of(model.rows()));
    list.setOnSelect(index -> model.select(model.rows().get(index).id()));
    MenuItem only = new MenuItem("Show only this agent");
    only.setOnAction(e -> onlySelected());
    Menus.attach(new ContextMenu(only), list);
    HBox head = Ui.row(8, Ui.label("Sessions", "pane-title"), Ui.spacer(), count);
    head.getStyleClass().add("pane-head");
    StackPane body = new StackPane(list, none, noMatch);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(head, body);
    subscriptions.observe(model.rows(), this::refresh);
    subscriptions.observe(model.totalProperty(), total -> refresh());
    subscriptions.observe(model.selectedProperty(), selected -> list.select(selectedIndex()));
  }

  private void onlySelected() {
    model
        .selectedRowProperty()
        .get()
        .ifPresent(row -> filter.textProperty().set("agent:" + row.agent()));
  }

  RowList<SessionRow> list() {
    return list;
  }

  private void refresh() {
    int total = model.totalProperty().get();
    int shown = model.rows().size();
    count.setText(
        total == 0
            ? ""
            : shown == total
                ? Units.count(total)
                : Units.count(shown) + " of " + Units.count(total));
    boolean filtered = !filter.textProperty().get().isBlank();
    Ui.show(none, shown == 0 && !filtered);
    Ui.show(noMatch, shown == 0 && filtered);
    list.refresh();
    list.mark(selectedIndex());
  }

  private int selectedIndex() {
    for (int i = 0; i < model.rows().size(); i++) {
      if (model.selectedProperty().get().filter(model.rows().get(i).id()::equals).isPresent()) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
