package dev.chaperone.ui.connect;

import dev.chaperone.recordings.AgentRecord;
import dev.chaperone.ui.fx.Texts;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.agents.AgentRow;
import dev.chaperone.ui.rows.RowCell;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** One agent: name and state, what it is for, and the button that revokes it. */
final class AgentCell extends RowCell<AgentRow> {
  static final double HEIGHT = 62;

  private final ZoneId zone;
  private final Label name = Ui.clipped("session-agent");
  private final Label state = Ui.label("", "chip");
  private final Label about = Ui.clipped("row-muted");
  private final Button revoke;
  private String agent = "";

  AgentCell(ZoneId zone, Consumer<String> onRevoke) {
    this.zone = zone;
    getStyleClass().add("agent-cell");
    setAlignment(Pos.CENTER_LEFT);
    state.setMinWidth(USE_PREF_SIZE);
    VBox texts = new VBox(4, Ui.row(8, name, state), about);
    texts.setAlignment(Pos.CENTER_LEFT);
    texts.setMinWidth(0);
    HBox.setHgrow(texts, Priority.ALWAYS);
    revoke = Ui.iconButton(Feather.USER_X, "Revoke this agent…", () -> onRevoke.accept(agent));
    getChildren().addAll(texts, revoke);
  }

  @Override
  protected void show(AgentRow row) {
    AgentRecord record = row.agent();
    agent = row.name();
    Ui.setText(name, row.name());
    state.setText(row.state().text());
    state
        .getStyleClass()
        .setAll(
            "chip",
            switch (row.state()) {
              case ACTIVE -> "chip-good";
              case EXPIRED -> "chip-warning";
              case REVOKED -> "chip-plain";
            });
    List<String> parts = new ArrayList<>();
    for (String part :
        List.of(record.purpose(), record.model(), String.join(", ", record.groups()))) {
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    parts.add("until " + Texts.full(record.expires(), zone).substring(0, 10));
    Ui.setText(about, String.join("  ·  ", parts));
    revoke.setVisible(row.state() != AgentRow.State.REVOKED);
    setAccessibleText(row.name() + ", " + row.state().text());
  }
}
