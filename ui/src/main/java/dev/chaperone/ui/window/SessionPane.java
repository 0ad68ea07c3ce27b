package dev.chaperone.ui.window;

import dev.chaperone.ui.action.Menus;
import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.WindowModel;
import dev.chaperone.ui.model.action.Action;
import dev.chaperone.ui.model.filter.FilterModel;
import dev.chaperone.ui.model.session.ExchangeRow;
import dev.chaperone.ui.model.session.FrameRow;
import dev.chaperone.ui.model.session.SessionModel;
import dev.chaperone.ui.model.session.SessionModel.ListMode;
import dev.chaperone.ui.model.text.Units;
import dev.chaperone.ui.rows.RowList;
import dev.chaperone.ui.rows.RowSource;
import java.time.ZoneId;
import java.util.function.Consumer;
import javafx.geometry.Insets;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The selected session: its exchanges or frames, following the tail while asked to. */
final class SessionPane extends VBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final SessionModel model;
  private final FilterModel filter;
  private final SessionHead head;
  private final RowList<ExchangeRow> exchanges;
  private final RowList<FrameRow> frames =
      new RowList<>("Frames", FrameCell.HEIGHT, FrameCell::new);
  private final ColumnHead exchangeHead = ColumnHead.exchanges();
  private final ColumnHead frameHead = ColumnHead.frames();
  private final ToggleButton exchangesButton = Ui.segment("Exchanges", "left");
  private final ToggleButton framesButton = Ui.segment("Frames", "right");
  private final ToggleButton followButton = Ui.toggle("Follow", "Keep the newest row in sight (F)");
  private final Label progress = Ui.clipped("row-muted", "figures");
  private final Button jump = new Button("", Ui.icon(Feather.ARROW_DOWN));
  private final VBox nothing =
      Ui.empty(
          Feather.MOUSE_POINTER,
          "No session selected",
          "Select a session at the left to see what the agent asked and got.");
  private final Button clear = new Button("Clear filter");
  private final VBox noRows =
      Ui.empty(
          Feather.FILTER, "Nothing matches", "Nothing in this session passes the filter.", clear);
  private final VBox none =
      Ui.empty(
          Feather.CLOCK,
          "Nothing recorded yet",
          "The session is open; its first request appears here.");

  SessionPane(WindowModel window, ZoneId zone, Consumer<Action> actions) {
    this.model = window.session();
    this.filter = window.filter();
    clear.setOnAction(e -> filter.clear());
    head = new SessionHead(zone);
    exchanges = new RowList<>("Exchanges", ExchangeCell.HEIGHT, () -> new ExchangeCell(zone));
    getStyleClass().add("session-pane");
    setMinWidth(310);
    jump.getStyleClass().addAll("accent", "jump");
    jump.setOnAction(e -> model.last());
    Ui.tool(jump);
    StackPane.setAlignment(jump, Pos.BOTTOM_CENTER);
    StackPane.setMargin(jump, new Insets(0, 0, 14, 0));
    StackPane body = new StackPane(exchanges, frames, noRows, none, nothing, jump);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(head, tools(), exchangeHead, frameHead, body);
    exchanges.setSource(RowSource.of(model.exchanges()));
    frames.setSource(RowSource.of(model.frames()));
    exchanges.setOnSelect(
        i -> pick(() -> model.selectExchange(model.exchanges().get(i).ordinal())));
    frames.setOnSelect(i -> pick(() -> model.selectFrame(model.frames().get(i).number())));
    Menus.attach(
        Menus.context(
            actions, Action.COPY_SQL, Action.COPY_ROWS, Action.COPY_RESPONSE, Action.SHOW_FRAMES),
        exchanges);
    Menus.attach(Menus.context(actions, Action.SHOW_RAW, Action.SHOW_EXCHANGES), frames);
    exchanges.setOnScrolled(this::scrolled);
    frames.setOnScrolled(this::scrolled);
    listen();
  }

  private void listen() {
    subscriptions.observe(model.exchanges(), this::refresh);
    subscriptions.observe(model.frames(), this::refresh);
    subscriptions.observe(model.modeProperty(), mode -> refresh());
    subscriptions.observe(model.sessionProperty(), session -> refresh());
    subscriptions.observe(model.follow().followingProperty(), this::following);
    subscriptions.observe(model.follow().unseenProperty(), n -> jumpText());
    subscriptions.onChange(model.cursor().frameProperty(), frame -> select());
    subscriptions.observe(model.loadedProperty(), n -> progressText());
    subscriptions.observe(model.expectedProperty(), n -> progressText());
    subscriptions.observe(model.failureProperty(), text -> progressText());
    subscriptions.observe(model.filteringProperty(), now -> refresh());
  }

  private Node tools() {
    ToggleGroup group = new ToggleGroup();
    exchangesButton.setToggleGroup(group);
    framesButton.setToggleGroup(group);
    Ui.onChosen(exchangesButton, () -> model.modeProperty().set(ListMode.EXCHANGES));
    Ui.onChosen(framesButton, () -> model.modeProperty().set(ListMode.FRAMES));
    followButton.setGraphic(Ui.icon(Feather.CHEVRONS_DOWN));
    followButton.setOnAction(e -> model.follow().toggle());
    HBox row =
        Ui.row(12, Ui.row(0, exchangesButton, framesButton), progress, Ui.spacer(), followButton);
    row.getStyleClass().add("session-tools");
    return row;
  }

  private void pick(Runnable action) {
    model.follow().picked();
    action.run();
  }

  private void scrolled(boolean atEnd) {
    model.follow().scrolled(atEnd);
    jumpText();
  }

  private void following(boolean following) {
    followButton.setSelected(following);
    exchanges.setFollowing(following);
    frames.setFollowing(following);
    jumpText();
  }

  private void jumpText() {
    int unseen = model.follow().unseenProperty().get();
    boolean away = unseen > 0 || !current().isAtEnd();
    boolean shown = !model.follow().isFollowing() && model.isOpen() && away;
    jump.setText(unseen > 0 ? "Jump to end  ·  " + Units.count(unseen) + " new" : "Jump to end");
    Ui.show(jump, shown && model.sessionProperty().get().isPresent());
  }

  private void progressText() {
    long loaded = model.loadedProperty().get();
    long expected = model.expectedProperty().get();
    String failure = model.failureProperty().get();
    Ui.setText(
        progress,
        !failure.isEmpty()
            ? failure
            : loaded < expected
                ? "reading " + Units.count(loaded) + " of " + Units.count(expected) + " frames…"
                : model.filteringProperty().get() ? "filtering…" : "");
  }

  private void refresh() {
    boolean any = model.sessionProperty().get().isPresent();
    boolean showExchanges = model.modeProperty().get() == ListMode.EXCHANGES;
    model.sessionProperty().get().ifPresent(head::show);
    Ui.show(head, any);
    Ui.show(nothing, !any);
    Ui.show(exchangeHead, any && showExchanges);
    Ui.show(frameHead, any && !showExchanges);
    Ui.show(exchanges, any && showExchanges);
    Ui.show(frames, any && !showExchanges);
    exchangesButton.getParent().getParent().setVisible(any);
    (showExchanges ? exchangesButton : framesButton).setSelected(true);
    int rows = showExchanges ? model.exchanges().size() : model.frames().size();
    boolean reading = model.loadedProperty().get() < model.expectedProperty().get();
    boolean empty = any && rows == 0 && !reading && !model.filteringProperty().get();
    boolean filtered = !filter.textProperty().get().isBlank();
    Ui.show(noRows, empty && filtered);
    Ui.show(none, empty && !filtered);
    progressText();
    exchanges.refresh();
    frames.refresh();
    mark();
    jumpText();
  }

  private RowList<?> current() {
    return model.modeProperty().get() == ListMode.EXCHANGES ? exchanges : frames;
  }

  RowList<ExchangeRow> exchangeList() {
    return exchanges;
  }

  private void mark() {
    current().mark(model.rowOfCursor());
  }

  private void select() {
    current().select(model.rowOfCursor());
    jumpText();
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
