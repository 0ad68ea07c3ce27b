package dev.chaperone.ui.inbox;

import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.inbox.Approvals;
import dev.chaperone.ui.model.inbox.DecisionModel;
import dev.chaperone.ui.model.inbox.DecisionModel.Panel;
import dev.chaperone.ui.model.inbox.HoldCard;
import dev.chaperone.ui.sql.SqlView;
import java.time.Clock;
import java.time.ZoneId;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The card: all that a decision on one held request rests on, and the ways to decide. */
final class HoldCardPane extends StackPane implements AutoCloseable {
  private static final double ROOM_FOR_FIGURES = 480;

  private final Subscriptions subscriptions = new Subscriptions();
  private final Approvals model;
  private final DecisionModel decision;
  private final CardHead head;
  private final SqlView sql = new SqlView();
  private final VBox noSql =
      Ui.empty(Feather.CODE, "No statement", "This call carries no SQL; it is named at the right.");
  private final FactList facts;
  private final SplitPane body;
  private final Label problem = Ui.label("", "problem");
  private final LikePanel like;
  private final ReasonPanel reason;
  private final EditPane edit;
  private final CapField cap;
  private final ActionBar actions;
  private final VBox card = new VBox();
  private final VBox none =
      Ui.empty(
          Feather.CHECK_CIRCLE,
          "No request in sight",
          "Select a request at the left to see what it would read, cost and change.");

  HoldCardPane(Approvals model, Clock clock, ZoneId zone) {
    this.model = model;
    this.decision = model.decision();
    head = new CardHead(clock, zone);
    facts = new FactList(clock);
    like = new LikePanel(decision);
    reason = new ReasonPanel(decision);
    edit = new EditPane(decision);
    cap = new CapField(decision);
    actions = new ActionBar(decision, cap);
    sql.setWrap(true);
    problem.setWrapText(true);
    problem.setMinHeight(USE_PREF_SIZE);
    problem.setId("card-problem");
    VBox said = new VBox(problem);
    said.getStyleClass().add("card-problem");
    said.managedProperty().bind(problem.visibleProperty());
    said.visibleProperty().bind(problem.visibleProperty());
    body = new SplitPane(new StackPane(sql.node(), noSql), facts);
    body.setDividerPositions(0.58);
    body.setMinHeight(0);
    body.getStyleClass().add("card-body");
    noSql.setMinSize(0, 0);
    VBox.setVgrow(body, Priority.ALWAYS);
    VBox.setVgrow(edit, Priority.ALWAYS);
    card.getStyleClass().add("hold-card");
    card.getChildren().addAll(head, said, body, edit, like, reason, actions);
    card.setMinHeight(0);
    setMinSize(0, 0);
    getChildren().addAll(card, none);
    subscriptions.add(like::close);
    subscriptions.add(reason::close);
    subscriptions.add(edit::close);
    subscriptions.add(cap::close);
    subscriptions.observe(model.card().cardProperty(), now -> refresh());
    subscriptions.observe(decision.problemProperty(), now -> refresh());
    subscriptions.observe(decision.capProperty(), now -> refresh());
    subscriptions.observe(decision.panelProperty(), this::panel);
    subscriptions.onChange(
        heightProperty().map(now -> now.doubleValue() < ROOM_FOR_FIGURES), low -> refresh());
  }

  private void refresh() {
    var now = model.card().cardProperty().get();
    Ui.show(card, now.isPresent());
    Ui.show(none, now.isEmpty());
    now.ifPresent(this::show);
    panels(decision.panelProperty().get());
  }

  private void show(HoldCard shown) {
    head.show(shown, decision.namedCap().orElse(-1), figuresGiveWay());
    sql.show(shown.row().summary().sql());
    boolean any = !shown.row().summary().sql().isBlank();
    sql.node().setVisible(any);
    Ui.show(noSql, !any);
    facts.show(shown);
    edit.show(shown);
    actions.show(shown);
    String trouble =
        decision.problemProperty().get().isEmpty()
            ? shown.failure()
            : decision.problemProperty().get();
    problem.setText(trouble);
    problem.setVisible(!trouble.isEmpty());
  }

  /** In a low window a panel needs the room; and an edited statement has other numbers. */
  private boolean figuresGiveWay() {
    Panel open = decision.panelProperty().get();
    return open == Panel.EDIT || open != Panel.NONE && getHeight() < ROOM_FOR_FIGURES;
  }

  private void panel(Panel now) {
    refresh();
    switch (now) {
      case NONE -> {}
      case LIKE -> like.focus();
      case EDIT -> edit.focus();
      case REASON -> reason.focus();
    }
  }

  private void panels(Panel now) {
    boolean waits = model.card().cardProperty().get().map(c -> c.row().isWaiting()).orElse(false);
    Ui.show(like, now == Panel.LIKE);
    Ui.show(reason, now == Panel.REASON);
    Ui.show(edit, now == Panel.EDIT);
    Ui.show(body, now != Panel.EDIT);
    Ui.show(actions, waits && now == Panel.NONE);
  }

  /** Time has passed. */
  void tick() {
    model.card().cardProperty().get().ifPresent(head::tick);
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
