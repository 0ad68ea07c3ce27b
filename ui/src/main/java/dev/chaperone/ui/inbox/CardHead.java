package dev.chaperone.ui.inbox;

import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.ui.fx.Texts;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.inbox.Countdown;
import dev.chaperone.ui.model.inbox.Figure;
import dev.chaperone.ui.model.inbox.HoldCard;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The top of a card: who asks, how long one has, why it was held, and the large numbers. */
final class CardHead extends VBox {
  private final Clock clock;
  private final ZoneId zone;
  private final Label agent = Ui.clipped("session-title");
  private final Label left = Ui.label("", "hold-clock");
  private final Label about = Ui.clipped("row-muted");
  private final Label ended = Ui.label("", "hold-ended");
  private final Label reason = Ui.label("", "hold-reason");
  private final Label rule = Ui.label("", "hold-findings");
  private final HBox why;
  private final FlowPane figures = new FlowPane(8, 8);
  private List<Figure> shown = List.of();

  CardHead(Clock clock, ZoneId zone) {
    super(8);
    this.clock = clock;
    this.zone = zone;
    getStyleClass().add("card-head");
    left.setMinWidth(USE_PREF_SIZE);
    left.setGraphic(Ui.icon(Feather.CLOCK));
    for (Label label : List.of(ended, reason, rule)) {
      label.setWrapText(true);
      label.setMinHeight(USE_PREF_SIZE);
    }
    VBox words = new VBox(2, reason, rule);
    words.setMinWidth(0);
    HBox.setHgrow(words, Priority.ALWAYS);
    why = Ui.row(10, Ui.icon(Feather.ALERT_TRIANGLE, "why-icon"), words);
    why.setAlignment(Pos.TOP_LEFT);
    why.getStyleClass().add("hold-why");
    figures.setPrefWrapLength(300);
    getChildren().addAll(Ui.row(12, agent, Ui.spacer(), left), about, ended, why, figures);
  }

  /**
   * @param namedCap by the person, -1 if none
   * @param withoutFigures leaves the large numbers out
   */
  void show(HoldCard card, long namedCap, boolean withoutFigures) {
    HoldSummary hold = card.row().summary();
    Ui.setText(agent, card.row().agent());
    Ui.setText(about, about(card));
    String end = HoldWords.ended(card.row(), zone);
    ended.setText(end);
    Ui.show(ended, !end.isEmpty());
    reason.setText(hold.reason().isEmpty() ? "Held by policy" : hold.reason());
    rule.setText(findings(card));
    Ui.show(rule, !rule.getText().isEmpty());
    figures(withoutFigures ? List.of() : card.figures(namedCap));
    tick(card);
  }

  /** The countdown, and what it sounds like. */
  void tick(HoldCard card) {
    Instant expires = card.row().summary().expires();
    Instant now = clock.instant();
    boolean waits = card.row().isWaiting();
    left.setText(Countdown.text(expires, now) + " left");
    left.setAccessibleText(Countdown.spoken(expires, now));
    left.getStyleClass().remove("soon");
    if (Countdown.isSoon(expires, now)) {
      left.getStyleClass().add("soon");
    }
    Ui.show(left, waits);
  }

  private String about(HoldCard card) {
    HoldSummary hold = card.row().summary();
    List<String> parts = new ArrayList<>();
    card.request()
        .map(HeldRequest::grounds)
        .ifPresent(
            grounds -> {
              parts.add(grounds.purpose());
              parts.add(grounds.model());
              parts.add(grounds.client());
            });
    parts.add("session " + hold.session().value());
    parts.add("asked at " + Texts.clock(hold.created(), zone));
    parts.removeIf(String::isEmpty);
    return String.join("  ·  ", parts);
  }

  private static String findings(HoldCard card) {
    List<String> lines = new ArrayList<>();
    String rule = card.row().summary().rule();
    List<String> all = card.request().map(r -> r.grounds().findings()).orElse(List.of());
    if (all.isEmpty() && !rule.isEmpty()) {
      lines.add("rule " + rule);
    }
    lines.addAll(all);
    return String.join("\n", lines);
  }

  private void figures(List<Figure> now) {
    if (Objects.equals(now, shown)) {
      return;
    }
    shown = now;
    figures.getChildren().clear();
    for (Figure figure : now) {
      Label value = Ui.label(figure.value(), "figure-value");
      Label note = Ui.label(figure.note(), "figure-note");
      Ui.show(note, !figure.note().isEmpty());
      VBox box = new VBox(1, Ui.label(figure.name(), "figure-name"), value, note);
      box.getStyleClass().add("figure");
      if (figure.alarming()) {
        value.setGraphic(Ui.icon(Feather.ALERT_TRIANGLE, "alarm-icon"));
        box.getStyleClass().add("alarming");
      }
      for (var child : box.getChildren()) {
        ((Label) child).setMinWidth(USE_PREF_SIZE);
      }
      figures.getChildren().add(box);
    }
    Ui.show(figures, !now.isEmpty());
  }
}
