package dev.chaperone.ui.inbox;

import dev.chaperone.ui.fx.Texts;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.inbox.CardFact;
import dev.chaperone.ui.model.inbox.HoldCard;
import dev.chaperone.ui.model.inbox.HoldRow;
import dev.chaperone.ui.model.inbox.Standing;
import java.time.Clock;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What is known of a request, what weighs most first, and what became of others like it. */
final class FactList extends ScrollPane {
  private static final int MOST_LINES = 12;

  private final Clock clock;
  private final VBox box = new VBox(10);
  private Optional<HoldCard> shown = Optional.empty();

  FactList(Clock clock) {
    super();
    this.clock = clock;
    box.getStyleClass().add("fact-list");
    getStyleClass().addAll("edge-to-edge", "fact-scroll");
    setContent(box);
    setFitToWidth(true);
    setHbarPolicy(ScrollBarPolicy.NEVER);
    setFocusTraversable(true);
    setAccessibleText("What is known of the request");
    setMinSize(0, 0);
  }

  void show(HoldCard card) {
    if (shown.filter(before -> isSame(before, card)).isPresent()) {
      return;
    }
    if (!shown.map(HoldCard::id).equals(Optional.of(card.id()))) {
      setVvalue(0);
    }
    shown = Optional.of(card);
    box.getChildren().clear();
    for (CardFact fact : card.facts()) {
      add(fact.name(), fact.values(), fact.tone() == CardFact.Tone.ALARMING);
    }
    String advice = card.request().map(r -> r.grounds().suggestion()).orElse("");
    if (!advice.isEmpty()) {
      Label name = Ui.label("Would not be held", "fact-name");
      name.setGraphic(Ui.icon(Feather.HELP_CIRCLE, "fact-icon"));
      box.getChildren().addFirst(new VBox(2, name, value(advice, "fact-advice")));
    }
    if (card.complete()) {
      add("Similar before", similar(card.similar()), false);
    }
  }

  private static boolean isSame(HoldCard one, HoldCard other) {
    return one.id().equals(other.id())
        && one.request().equals(other.request())
        && one.complete() == other.complete()
        && one.similar().equals(other.similar());
  }

  private void add(String title, List<String> values, boolean alarming) {
    Label name = Ui.label(title, "fact-name");
    if (alarming) {
      name.setGraphic(Ui.icon(Feather.ALERT_TRIANGLE, "alarm-icon"));
      name.getStyleClass().add("alarming");
    }
    VBox lines = new VBox(2, name);
    values.stream().limit(MOST_LINES).forEach(v -> lines.getChildren().add(value(v, "fact-text")));
    if (values.size() > MOST_LINES) {
      int more = values.size() - MOST_LINES;
      Label rest = Ui.label("and " + more + " more", "row-muted");
      rest.setTooltip(Ui.tooltip(String.join("\n", values.subList(MOST_LINES, values.size()))));
      lines.getChildren().add(rest);
    }
    box.getChildren().add(lines);
  }

  private static Label value(String text, String style) {
    Label label = Ui.label(text, style);
    label.setWrapText(true);
    label.setMinHeight(USE_PREF_SIZE);
    return label;
  }

  private List<String> similar(List<HoldRow> rows) {
    if (rows.isEmpty()) {
      return List.of("none of this agent");
    }
    Map<Standing, Integer> counts = new EnumMap<>(Standing.class);
    rows.forEach(row -> counts.merge(row.standing(), 1, Integer::sum));
    String all =
        String.join(
            ", ",
            counts.entrySet().stream().map(e -> e.getValue() + " " + e.getKey().text()).toList());
    HoldRow last = rows.getFirst();
    return List.of(
        all,
        "last: "
            + last.standing().text()
            + HoldWords.who(last.summary().decider())
            + ", "
            + Texts.ago(last.summary().changed(), clock.instant()));
  }
}
