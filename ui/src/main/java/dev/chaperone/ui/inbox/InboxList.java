package dev.chaperone.ui.inbox;

import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.filter.FilterModel;
import dev.chaperone.ui.model.inbox.InboxModel;
import dev.chaperone.ui.model.inbox.InboxModel.Part;
import dev.chaperone.ui.model.inbox.InboxRow;
import dev.chaperone.ui.rows.RowList;
import java.time.Clock;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The requests at the left; what is read stays under the eyes whatever comes or goes above it. */
final class InboxList extends StackPane implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final InboxModel model;
  private final FilterModel filter;
  private final RowList<InboxRow> list;
  private final Button decided = new Button("Show decided");
  private final Button clear = new Button("Clear filter");
  private final VBox nothingWaits =
      Ui.empty(
          Feather.INBOX,
          "Nothing waits",
          "What policy holds for a person appears here, with the time it has left.",
          decided);
  private final VBox nothingDecided =
      Ui.empty(Feather.INBOX, "Nothing decided yet", "Requests that were held stay listed here.");
  private final VBox noMatch =
      Ui.empty(Feather.FILTER, "Nothing matches", "No request passes the filter.", clear);
  private InboxRows rows = new InboxRows(List.of());

  InboxList(InboxModel model, FilterModel filter, Clock clock) {
    this.model = model;
    this.filter = filter;
    list =
        new RowList<>("Held requests", InboxCell.HEIGHT, () -> new InboxCell(clock, this::grouped));
    list.setId("inbox-list");
    list.setOnSelect(this::picked);
    decided.setOnAction(e -> model.partProperty().set(Part.DECIDED));
    clear.setOnAction(e -> filter.clear());
    getChildren().addAll(list, nothingWaits, nothingDecided, noMatch);
    setMinSize(260, 0);
    subscriptions.observe(model.rows(), this::refresh);
    subscriptions.observe(model.selectedProperty(), row -> list.select(model.selectedIndex()));
    subscriptions.observe(model.partProperty(), part -> refresh());
    subscriptions.observe(filter.textProperty(), text -> refresh());
  }

  private boolean grouped() {
    return model.groupedProperty().get() && model.partProperty().get() == Part.WAITING;
  }

  private void picked(int index) {
    if (rows.get(index) instanceof InboxRow.Held held) {
      model.select(held.hold().id());
    }
  }

  /** What stands at the top of the view, or the selected row, keeps its place on the screen. */
  private void refresh() {
    InboxRows before = rows;
    double scrolled = list.scrolled();
    int selected = list.selected();
    int anchor =
        selected >= 0 && selected < before.size() && isInSight(before, selected)
            ? selected
            : list.firstVisible();
    rows = new InboxRows(model.rows());
    list.setSource(rows);
    if (anchor >= 0 && anchor < before.size()) {
      int now = rows.indexOf(before.get(anchor));
      if (now >= 0) {
        list.scrollBack(
            scrolled + rows.top(now, InboxCell.HEIGHT) - before.top(anchor, InboxCell.HEIGHT));
      }
    }
    list.mark(model.selectedIndex());
    boolean empty = rows.size() == 0;
    boolean filtered = !filter.textProperty().get().isBlank();
    boolean waiting = model.partProperty().get() == Part.WAITING;
    list.setVisible(!empty);
    Ui.show(noMatch, empty && filtered);
    Ui.show(nothingWaits, empty && !filtered && waiting);
    Ui.show(nothingDecided, empty && !filtered && !waiting);
  }

  private boolean isInSight(InboxRows of, int index) {
    double top = of.top(index, InboxCell.HEIGHT);
    return top + InboxCell.HEIGHT > list.scrolled() && top < list.scrolled() + list.getHeight();
  }

  /** Time has passed. */
  void tick() {
    list.refresh();
  }

  void focus() {
    list.requestFocus();
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
