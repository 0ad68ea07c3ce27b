package dev.chaperone.ui.inbox;

import dev.chaperone.recordings.GrantSummary;
import dev.chaperone.ui.fx.Texts;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.inbox.GrantRow;
import dev.chaperone.ui.model.text.Units;
import dev.chaperone.ui.rows.RowCell;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** One grant: for whom, how much of it is left, what it covers, and the button that ends it. */
final class GrantCell extends RowCell<GrantRow> {
  static final double HEIGHT = 78;

  private final ZoneId zone;
  private final Label agent = Ui.clipped("session-agent");
  private final Label state = Ui.label("", "chip");
  private final Label left = Ui.label("", "figures");
  private final Label covers = Ui.clipped("grant-tables");
  private final Label made = Ui.clipped("row-muted");
  private final Button revoke;
  private Optional<GrantRow> shown = Optional.empty();

  GrantCell(ZoneId zone, Consumer<GrantRow> onRevoke) {
    this.zone = zone;
    getStyleClass().add("grant-cell");
    setAlignment(Pos.CENTER_LEFT);
    state.setMinWidth(USE_PREF_SIZE);
    left.setMinWidth(USE_PREF_SIZE);
    VBox texts = new VBox(4, Ui.row(10, agent, state, left), covers, made);
    texts.setAlignment(Pos.CENTER_LEFT);
    texts.setMinWidth(0);
    HBox.setHgrow(texts, Priority.ALWAYS);
    revoke = new Button("Revoke…", Ui.icon(Feather.X_CIRCLE));
    revoke.getStyleClass().add("small");
    revoke.setMinWidth(USE_PREF_SIZE);
    revoke.setOnAction(e -> shown.ifPresent(onRevoke));
    getChildren().addAll(texts, Ui.tool(revoke));
    setSpacing(12);
  }

  @Override
  protected void show(GrantRow row) {
    shown = Optional.of(row);
    GrantSummary grant = row.grant();
    Ui.setText(agent, grant.owner().agent());
    state.setText(row.state().text());
    state
        .getStyleClass()
        .setAll(
            "label",
            "chip",
            switch (row.state()) {
              case IN_FORCE -> "chip-good";
              case USED_UP, EXPIRED -> "chip-plain";
              case REVOKED -> "chip-danger";
            });
    left.setText(
        Units.count(grant.left())
            + " of "
            + Units.count(grant.count())
            + " left  ·  at most "
            + Units.bytes(grant.maximumBytes())
            + " each");
    Ui.setText(
        covers,
        grant.tables().isEmpty()
            ? "statements of the same shape that read no table"
            : String.join(", ", grant.tables()));
    Ui.setText(
        made,
        "until "
            + Texts.full(grant.expires(), zone)
            + "  ·  made"
            + HoldWords.who(grant.by())
            + " at "
            + Texts.full(grant.created(), zone)
            + (grant.reason().isEmpty() ? "" : "  ·  " + grant.reason()));
    Ui.show(revoke, row.state() == GrantRow.State.IN_FORCE);
    revoke.setAccessibleText("Revoke the grant of " + grant.owner().agent());
    setAccessibleText(
        grant.owner().agent()
            + ", "
            + row.state().text()
            + ", "
            + left.getText()
            + ", "
            + covers.getText());
  }
}
