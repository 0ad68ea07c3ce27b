package dev.chaperone.ui.window;

import dev.chaperone.ui.action.CommandPalette;
import dev.chaperone.ui.action.HelpPanel;
import dev.chaperone.ui.action.Keys;
import dev.chaperone.ui.action.Menus;
import dev.chaperone.ui.action.Overlay;
import dev.chaperone.ui.connect.AgentsPage;
import dev.chaperone.ui.fx.ScaledPane;
import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.inspect.InspectorPane;
import dev.chaperone.ui.model.WindowModel;
import dev.chaperone.ui.model.action.Actions;
import dev.chaperone.ui.model.sessions.SessionRow;
import dev.chaperone.ui.operator.OperatorQuestions;
import dev.chaperone.ui.theme.Palette;
import dev.chaperone.ui.theme.Theme;
import dev.chaperone.ui.timeline.TimelinePane;
import java.time.Clock;
import java.time.ZoneId;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The whole window's content: joins the panes and owns them until it is closed. */
public final class ConsoleWindow implements WindowCommands, AutoCloseable {
  private static final PseudoClass DARK = PseudoClass.getPseudoClass("dark");

  private final Subscriptions subscriptions = new Subscriptions();
  private final WindowModel model;
  private final Theme theme;
  private final Overlay overlay = new Overlay();
  private final ActionRunner actions;
  private final FilterBox filter;
  private final CommandPalette palette;
  private final HelpPanel help;
  private final InspectorPane inspector;
  private final TimelinePane timeline;
  private final Header header;
  private final SplitPane sessionsPage = new SplitPane();
  private final SplitPane upper = new SplitPane();
  private final AgentsPage agentsPage;
  private final StackPane firstStart = new StackPane();
  private final StackPane root = new StackPane();
  private final Scene scene;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Chaperone");
  private Runnable quit = () -> {};
  private boolean onAgents;

  public ConsoleWindow(WindowModel model, Theme theme, Clock clock, ZoneId zone) {
    this.model = model;
    this.theme = theme;
    actions = new ActionRunner(model, this);
    filter = new FilterBox(model.filter());
    palette = new CommandPalette(overlay, actions);
    help = new HelpPanel(overlay);
    header = new Header(filter, this::palette, model.theme(), this::help);
    header.onPage(() -> show(false), () -> show(true));
    agentsPage = new AgentsPage(model.agents(), model.connect(), zone, this::askRevoke);
    SessionsPane sessions = new SessionsPane(model.sessions(), model.filter(), clock);
    SessionPane session = new SessionPane(model, zone, actions);
    inspector = new InspectorPane(model.inspector());
    timeline = new TimelinePane(model, theme, zone);
    PlayerBar player = new PlayerBar(model, timeline);
    StatusBar status = new StatusBar(model.console());
    own(filter, header, agentsPage, sessions, session, inspector, timeline, player, status);
    pages(sessions, session, new VBox(player, timeline));
    BorderPane main = new BorderPane();
    main.setTop(new VBox(Menus.bar(actions), header));
    main.setCenter(new StackPane(sessionsPage, firstStart, agentsPage));
    main.setBottom(status);
    root.getChildren().addAll(main, overlay);
    root.getStyleClass().add("console");
    ScaledPane scaled = new ScaledPane(root);
    scene = new Scene(scaled, 1280, 800);
    theme.dress(scene, 1);
    subscriptions.onChange(
        model.textScale().percentProperty(), percent -> scale(scaled, percent.doubleValue()));
    scale(scaled, model.textScale().percentProperty().get());
    subscriptions.observe(model.sessions().selectedRowProperty(), row -> name());
    new Keys(actions).install(root, subscriptions);
    subscriptions.observe(model.sessions().totalProperty(), total -> arrange());
    show(false);
    root.requestFocus();
    OperatorQuestions questions = new OperatorQuestions(model.operator(), overlay);
    own(questions);
    subscriptions.observe(
        theme.paletteProperty(),
        palette -> root.pseudoClassStateChanged(DARK, palette.equals(Palette.DARK)));
  }

  public Scene scene() {
    return scene;
  }

  /** Names the session that is shown, for the window's frame. */
  public ReadOnlyStringProperty titleProperty() {
    return title.getReadOnlyProperty();
  }

  private void name() {
    String page =
        onAgents
            ? "Agents and connect"
            : model.sessions().selectedRowProperty().get().map(SessionRow::agent).orElse("");
    title.set(page.isEmpty() ? "Chaperone" : page + " – Chaperone");
  }

  private void scale(ScaledPane pane, double percent) {
    double factor = percent / 100;
    pane.setScale(factor);
    timeline.setPixelScale(factor);
    theme.dress(scene, factor);
  }

  /** What the action "quit" does. */
  public void setOnQuit(Runnable action) {
    quit = action;
  }

  private void own(AutoCloseable... panes) {
    for (AutoCloseable pane : panes) {
      subscriptions.add(() -> close(pane));
    }
  }

  private static void close(AutoCloseable pane) {
    try {
      pane.close();
    } catch (Exception e) {
      throw new IllegalStateException("a pane did not close", e);
    }
  }

  private void pages(SessionsPane sessions, SessionPane session, VBox bottom) {
    upper.getItems().addAll(sessions, session, inspector);
    upper.setDividerPositions(0.2, 0.62);
    SplitPane.setResizableWithParent(sessions, false);
    bottom.getStyleClass().add("bottom");
    VBox.setVgrow(bottom.getChildren().get(1), Priority.ALWAYS);
    bottom.setMinHeight(184);
    sessionsPage.setOrientation(Orientation.VERTICAL);
    sessionsPage.getItems().addAll(upper, bottom);
    sessionsPage.setDividerPositions(0.76);
    upper.setMinHeight(0);
    sessionsPage.setMinHeight(0);
    agentsPage.setMinHeight(0);
    SplitPane.setResizableWithParent(bottom, false);
    FirstStart first = new FirstStart(model.console(), () -> show(true));
    own(first);
    firstStart.getChildren().add(first);
    firstStart.getStyleClass().add("first-start");
  }

  @Override
  public void palette() {
    palette.open();
  }

  @Override
  public void help() {
    help.open();
  }

  @Override
  public void quit() {
    quit.run();
  }

  @Override
  public void focusFilter() {
    show(false);
    filter.focus();
  }

  @Override
  public void find() {
    show(false);
    inspector.find();
  }

  @Override
  public void findNext(boolean forward) {
    inspector.findNext(forward);
  }

  @Override
  public void zoom(double factor) {
    timeline.zoom(factor);
  }

  @Override
  public void newAgent() {
    show(true);
    agentsPage.focusForm();
  }

  /** Does what the action of this id does; nothing if there is none. */
  public void perform(String actionId) {
    Actions.byId(actionId).ifPresent(actions);
  }

  @Override
  public void show(boolean agents) {
    onAgents = agents;
    header.showPage(agents);
    name();
    if (agents) {
      model.agents().refresh();
    }
    arrange();
  }

  private void arrange() {
    boolean empty = model.sessions().totalProperty().get() == 0;
    agentsPage.setVisible(onAgents);
    firstStart.setVisible(!onAgents && empty);
    sessionsPage.setVisible(!onAgents && !empty);
    filter.setVisible(!onAgents);
  }

  @Override
  public void askRevoke(String agent) {
    RevokeQuestion question = new RevokeQuestion(agent, overlay::close, model.agents()::revoke);
    overlay.open(question, question.keep());
  }

  @Override
  public void close() {
    subscriptions.close();
    theme.close();
    model.close();
  }
}
