package dev.chaperone.ui.inbox;

import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.inbox.Approvals;
import dev.chaperone.ui.model.inbox.DecisionModel.Panel;
import dev.chaperone.ui.model.inbox.GrantRow;
import dev.chaperone.ui.model.inbox.InboxModel.Part;
import dev.chaperone.ui.model.inbox.Notice;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.feather.Feather;

/** Held requests at the left, the card of one at the right; or the grants. */
public final class InboxPage extends VBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final Approvals model;
  private final InboxList list;
  private final HoldCardPane card;
  private final GrantsPane grants;
  private final SplitPane split = new SplitPane();
  private final Label notice = Ui.label("", "notice-text");
  private final HBox noticeRow;
  private final Timeline seconds;

  public InboxPage(Approvals model, Clock clock, ZoneId zone, Consumer<GrantRow> askRevoke) {
    this.model = model;
    getStyleClass().add("inbox-page");
    list = new InboxList(model.inbox(), model.filter(), clock);
    card = new HoldCardPane(model, clock, zone);
    grants = new GrantsPane(model.grants(), zone, askRevoke);
    InboxHead head = new InboxHead(model);
    notice.setWrapText(true);
    notice.setMinHeight(USE_PREF_SIZE);
    HBox.setHgrow(notice, Priority.ALWAYS);
    notice.setMaxWidth(Double.MAX_VALUE);
    noticeRow =
        Ui.row(
            10,
            Ui.icon(Feather.INFO, "notice-icon"),
            notice,
            Ui.iconButton(Feather.X, "Close this note", model.decision()::dismissNotice));
    noticeRow.getStyleClass().add("notice");
    split.getItems().add(list);
    split.setMinHeight(0);
    StackPane body = new StackPane(split, grants);
    body.setMinHeight(0);
    VBox.setVgrow(body, Priority.ALWAYS);
    getChildren().addAll(head, noticeRow, body);
    setMinHeight(0);
    subscriptions.add(head::close);
    subscriptions.add(list::close);
    subscriptions.add(card::close);
    subscriptions.add(grants::close);
    subscriptions.observe(model.decision().noticeProperty(), this::notice);
    subscriptions.observe(model.inbox().partProperty(), this::part);
    subscriptions.observe(model.inbox().rows(), this::arrange);
    subscriptions.observe(model.card().cardProperty(), now -> arrange());
    subscriptions.onChange(model.decision().panelProperty(), this::panel);
    seconds = new Timeline(new KeyFrame(Duration.seconds(1), e -> tick()));
    seconds.setCycleCount(Animation.INDEFINITE);
    subscriptions.observe(visibleProperty(), this::inSight);
    subscriptions.add(seconds::stop);
  }

  private void inSight(boolean visible) {
    if (visible) {
      seconds.play();
      tick();
    } else {
      seconds.stop();
    }
  }

  private void tick() {
    list.tick();
    card.tick();
  }

  /** A key anywhere in the window: one that decides nothing keeps the guard up, too. */
  public void pressed(KeyEvent event) {
    if (isVisible() && !event.getCode().isModifierKey() && !event.isShortcutDown()) {
      model.decision().keyPressed();
    }
  }

  /** Where nothing is listed and nothing is read, that is said across the page. */
  private void arrange() {
    boolean any = !model.inbox().rows().isEmpty() || model.card().cardProperty().get().isPresent();
    if (any && split.getItems().size() < 2) {
      split.getItems().add(card);
      split.setDividerPositions(0.32);
    } else if (!any) {
      split.getItems().remove(card);
    }
  }

  private void notice(Optional<Notice> now) {
    notice.setText(now.map(Notice::text).orElse(""));
    Ui.show(noticeRow, now.isPresent());
  }

  private void part(Part now) {
    grants.setVisible(now == Part.GRANTS);
    split.setVisible(now != Part.GRANTS);
    if (now == Part.GRANTS) {
      model.grants().refresh();
    }
  }

  private void panel(Panel now) {
    if (now == Panel.NONE && isVisible()) {
      focus();
    }
  }

  /** The keys go to the list, or to the grants. */
  public void focus() {
    if (model.inbox().partProperty().get() == Part.GRANTS) {
      grants.focus();
    } else {
      list.focus();
    }
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
