package dev.chaperone.ui.window;

import dev.chaperone.console.PolicyStatus;
import dev.chaperone.console.TagOverview;
import dev.chaperone.ui.action.CommandPalette;
import dev.chaperone.ui.action.HelpPanel;
import dev.chaperone.ui.action.Keys;
import dev.chaperone.ui.action.Menus;
import dev.chaperone.ui.action.Overlay;
import dev.chaperone.ui.connect.AgentsPage;
import dev.chaperone.ui.fx.ScaledPane;
import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.inbox.InboxPage;
import dev.chaperone.ui.inspect.InspectorPane;
import dev.chaperone.ui.model.WindowModel;
import dev.chaperone.ui.model.action.Action;
import dev.chaperone.ui.model.action.Actions;
import dev.chaperone.ui.model.inbox.GrantRow;
import dev.chaperone.ui.model.sessions.SessionRow;
import dev.chaperone.ui.operator.OperatorQuestions;
import dev.chaperone.ui.tags.TagsPage;
import dev.chaperone.ui.theme.Palette;
import dev.chaperone.ui.theme.Theme;
import dev.chaperone.ui.timeline.TimelinePane;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyEvent;
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
  private final FilterBox inboxFilter;
  private final CommandPalette palette;
  private final HelpPanel help;
  private final InspectorPane inspector;
  private final TimelinePane timeline;
  private final Header header;
  private final SplitPane sessionsPage = new SplitPane();
  private final SplitPane upper = new SplitPane();
  private final AgentsPage agentsPage;
  private final InboxPage inboxPage;
  private final TagsPage tagsPage;
  private final StackPane firstStart = new StackPane();
  private final StackPane root = new StackPane();
  private final Scene scene;
  private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("Chaperone");
  private Runnable quit = () -> {};
  private Page page = Page.SESSIONS;

  public ConsoleWindow(WindowModel model, Theme theme, Clock clock, ZoneId zone) {
    this.model = model;
    this.theme = theme;
    actions = new ActionRunner(model, this);
    filter = FilterBox.sessions(model.filter());
    inboxFilter = FilterBox.inbox(model.approvals().filter());
    ReadOnlyIntegerProperty waiting = model.approvals().inbox().waitingProperty();
    palette = new CommandPalette(overlay, actions);
    help = new HelpPanel(overlay);
    header = new Header(filter, inboxFilter, waiting, this::palette, model.theme(), this::help);
    header.onPage(this::show);
    inboxPage = new InboxPage(model.approvals(), clock, zone, this::askRevokeGrant);
    tagsPage = new TagsPage(model.tags(), zone, this::askTakeBack);
    agentsPage = new AgentsPage(model.agents(), model.connect(), zone, this::askRevoke);
    SessionsPane sessions = new SessionsPane(model.sessions(), model.filter(), clock);
    SessionPane session = new SessionPane(model, zone, actions);
    inspector = new InspectorPane(model.inspector(), model.tags().bookProperty());
    timeline = new TimelinePane(model, theme, zone);
    PlayerBar player = new PlayerBar(model, timeline);
    PolicyBar policy = new PolicyBar(model.approvals().policy(), this::askConfirmPolicy);
    StatusBar status =
        new StatusBar(model.console(), model.approvals().policy(), waiting, () -> show(Page.INBOX));
    own(filter, inboxFilter, header, agentsPage, inboxPage, tagsPage, sessions, session, inspector);
    own(timeline, player, status, policy);
    pages(sessions, session, new VBox(player, timeline));
    BorderPane main = new BorderPane();
    main.setTop(new VBox(Menus.bar(actions), header, policy));
    main.setCenter(new StackPane(sessionsPage, firstStart, inboxPage, tagsPage, agentsPage));
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
    root.addEventFilter(KeyEvent.KEY_PRESSED, inboxPage::pressed);
    new Keys(actions, this::hasKeys).install(root, subscriptions);
    subscriptions.observe(waiting, now -> name());
    subscriptions.observe(model.sessions().totalProperty(), total -> arrange());
    show(Page.SESSIONS);
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

  /** Behind another window the title is all that is seen, so it tells how many wait. */
  private void name() {
    String of =
        switch (page) {
          case SESSIONS ->
              model.sessions().selectedRowProperty().get().map(SessionRow::agent).orElse("");
          case INBOX -> "Inbox";
          case TAGS -> "Tags";
          case AGENTS -> "Agents and connect";
        };
    int waiting = model.approvals().inbox().waitingProperty().get();
    title.set(
        (waiting == 0 ? "" : "(" + waiting + ") ")
            + (of.isEmpty() ? "" : of + " – ")
            + "Chaperone");
  }

  /** Keys that decide mean something only where the request is in sight. */
  private boolean hasKeys(Action action) {
    return switch (action) {
      case NEXT_HELD, PREVIOUS_HELD -> true;
      case LATER -> page == Page.INBOX && !inboxFilter.hasFocus();
      default ->
          switch (action.category()) {
            case DECIDE -> page == Page.INBOX;
            case PLAY -> page == Page.SESSIONS || page == Page.AGENTS;
            case WINDOW, VIEW, MOVE, FIND, COPY, AGENTS -> true;
          };
    };
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
    FirstStart first = new FirstStart(model.console(), () -> show(Page.AGENTS));
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
    if (page == Page.INBOX) {
      inboxFilter.focus();
    } else if (page == Page.TAGS) {
      tagsPage.focusFilter();
    } else {
      show(Page.SESSIONS);
      filter.focus();
    }
  }

  @Override
  public void find() {
    show(Page.SESSIONS);
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
    show(Page.AGENTS);
    agentsPage.focusForm();
  }

  /** Does what the action of this id does; nothing if there is none. */
  public void perform(String actionId) {
    Actions.byId(actionId).ifPresent(actions);
  }

  @Override
  public void show(Page wanted) {
    boolean other = page != wanted;
    page = wanted;
    header.showPage(wanted);
    name();
    if (wanted == Page.AGENTS) {
      model.agents().refresh();
    }
    if (wanted == Page.TAGS) {
      model.tags().refresh();
    }
    arrange();
    if (wanted == Page.TAGS && other) {
      tagsPage.focus();
    }
    if (wanted == Page.INBOX && other) {
      model.approvals().decision().shown();
      inboxPage.focus();
    }
  }

  @Override
  public Page page() {
    return page;
  }

  private void arrange() {
    boolean sessions = page == Page.SESSIONS;
    boolean empty = model.sessions().totalProperty().get() == 0;
    agentsPage.setVisible(page == Page.AGENTS);
    inboxPage.setVisible(page == Page.INBOX);
    tagsPage.setVisible(page == Page.TAGS);
    firstStart.setVisible(sessions && empty);
    sessionsPage.setVisible(sessions && !empty);
    Ui.show(filter, page != Page.INBOX);
    filter.setVisible(sessions);
    Ui.show(inboxFilter, page == Page.INBOX);
  }

  private void askRevokeGrant(GrantRow grant) {
    Question question =
        new Question(
            "Revoke the grant of " + grant.grant().owner().agent() + "?",
            "Requests like the one it was made from are held again from now on. What it let"
                + " through already is not undone.",
            List.of(),
            "Keep it",
            "Revoke",
            overlay::close,
            () -> model.approvals().grants().revoke(grant.id()));
    overlay.open(question, question.keep());
  }

  @Override
  public void askConfirmPolicy() {
    model
        .approvals()
        .policy()
        .statusProperty()
        .get()
        .filter(policy -> !policy.waiting().isEmpty())
        .ifPresent(this::askConfirmPolicy);
  }

  private void askConfirmPolicy(PolicyStatus policy) {
    VBox ways = new VBox(4);
    for (String loosening : policy.loosenings()) {
      Label line = Ui.label("•  " + loosening);
      line.setWrapText(true);
      line.setMinHeight(Label.USE_PREF_SIZE);
      ways.getChildren().add(line);
    }
    Question question =
        new Question(
            "Put the changed policy into force?",
            "Until you confirm it, the policy before stays in force. The changed one permits more"
                + " in these ways:",
            List.of(ways),
            "Not now",
            "Put it into force",
            overlay::close,
            () -> model.approvals().policy().confirm(policy.waiting()));
    overlay.open(question, question.keep());
  }

  @Override
  public void moveTagRow(int steps) {
    tagsPage.move(steps);
  }

  private void askTakeBack(TagOverview.Derived table) {
    TakeBackQuestion question =
        new TakeBackQuestion(
            table,
            model.tags().coveredBy(table),
            overlay::close,
            reason -> model.tags().takeBack(table, reason));
    overlay.open(question, question.reason());
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
