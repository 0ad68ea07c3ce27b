package dev.chaperone.ui.inbox;

import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.ui.fx.Texts;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.inbox.Countdown;
import dev.chaperone.ui.model.inbox.HoldRow;
import dev.chaperone.ui.model.inbox.InboxRow;
import dev.chaperone.ui.model.text.Units;
import dev.chaperone.ui.rows.RowCell;
import java.time.Clock;
import java.time.Instant;
import java.util.function.BooleanSupplier;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** One line of the inbox: an agent's head, or a held request with the time it has left. */
final class InboxCell extends RowCell<InboxRow> {
  static final double HEIGHT = 64;

  private final Clock clock;
  private final BooleanSupplier grouped;
  private final Label agent = Ui.clipped("section-title");
  private final Label count = Ui.label("", "pane-count");
  private final HBox head = Ui.row(8, agent, count);
  private final Label what = Ui.clipped("hold-what");
  private final Label left = Ui.label("", "hold-left");
  private final Label why = Ui.clipped("row-muted");
  private final Label amount = Ui.label("", "row-muted", "figures");
  private final Label standing = Ui.label("", "chip");
  private final VBox held;

  InboxCell(Clock clock, BooleanSupplier grouped) {
    this.clock = clock;
    this.grouped = grouped;
    getStyleClass().add("inbox-cell");
    setAlignment(Pos.CENTER_LEFT);
    for (Label label : new Label[] {left, amount, standing, count}) {
      label.setMinWidth(USE_PREF_SIZE);
    }
    held =
        new VBox(
            5, Ui.row(8, what, Ui.spacer(), standing, left), Ui.row(8, why, Ui.spacer(), amount));
    held.setAlignment(Pos.CENTER_LEFT);
    held.setMinWidth(0);
    HBox.setHgrow(held, Priority.ALWAYS);
    HBox.setHgrow(head, Priority.ALWAYS);
    getChildren().addAll(head, held);
  }

  @Override
  protected boolean changesWithTime() {
    return true;
  }

  @Override
  protected void show(InboxRow row) {
    boolean isHead = row instanceof InboxRow.Group;
    Ui.show(head, isHead);
    Ui.show(held, !isHead);
    getStyleClass().remove("inbox-head");
    switch (row) {
      case InboxRow.Group group -> group(group);
      case InboxRow.Held one -> held(one.hold());
    }
  }

  private void group(InboxRow.Group group) {
    getStyleClass().add("inbox-head");
    Ui.setText(agent, group.agent());
    count.setText(Units.count(group.count()));
    setAccessibleText(group.agent() + ", " + Texts.counted(group.count(), "request", "requests"));
  }

  private void held(HoldRow row) {
    HoldSummary hold = row.summary();
    Instant now = clock.instant();
    Ui.setText(what, Texts.preview(row.what()));
    boolean alone = !grouped.getAsBoolean();
    String reason = hold.reason().isEmpty() ? hold.rule() : hold.reason();
    Ui.setText(why, alone ? row.agent() + "  ·  " + reason : reason);
    amount.setText(hold.bytes() < 0 ? "size unknown" : Units.bytes(hold.bytes()));
    Ui.show(left, row.isWaiting());
    Ui.show(standing, !row.isWaiting());
    left.setText(Countdown.text(hold.expires(), now));
    left.getStyleClass().setAll("label", "hold-left");
    if (Countdown.isSoon(hold.expires(), now)) {
      left.getStyleClass().add("soon");
    }
    standing.setText(row.standing().text());
    standing.getStyleClass().setAll("label", "chip", HoldWords.chip(row.standing()));
    setAccessibleText(
        row.agent()
            + ", "
            + (row.isWaiting()
                ? Countdown.spoken(hold.expires(), now)
                : row.standing().text() + " " + Texts.ago(hold.changed(), now))
            + ", "
            + amount.getText()
            + ", "
            + what.getText());
  }
}
