package dev.chaperone.ui.tags;

import dev.chaperone.console.TagOverview;
import dev.chaperone.recordings.frame.Origin;
import dev.chaperone.ui.fx.Texts;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.tags.DerivedLine;
import dev.chaperone.ui.model.tags.TagWords;
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

/** A derived table with the button that takes its tags back, or one of its columns. */
final class DerivedCell extends RowCell<DerivedLine> {
  private static final String BACK = "taken-back";

  private final ZoneId zone;
  private final Label name = Ui.clipped("tag-path");
  private final Label state = Ui.label("", "chip");
  private final Label about = Ui.clipped("row-muted");
  private final Button takeBack = new Button("Take back…", Ui.icon(Feather.CORNER_UP_LEFT));
  private final HBox table;
  private final Label path = TagColumns.fixed(200, "tag-part");
  private final Label from = Ui.clipped("tag-origin");
  private final Label tags = Ui.clipped("chip");
  private final Label method = TagColumns.fixed(TagColumns.METHOD, "tag-method");
  private final HBox column;
  private Optional<TagOverview.Derived> shown = Optional.empty();

  DerivedCell(ZoneId zone, Consumer<TagOverview.Derived> onTakeBack) {
    this.zone = zone;
    getStyleClass().add("derived-cell");
    setAlignment(Pos.CENTER_LEFT);
    state.setMinWidth(USE_PREF_SIZE);
    VBox texts = new VBox(4, Ui.row(10, name, state), about);
    texts.setAlignment(Pos.CENTER_LEFT);
    texts.setMinWidth(0);
    HBox.setHgrow(texts, Priority.ALWAYS);
    takeBack.getStyleClass().add("small");
    takeBack.setMinWidth(USE_PREF_SIZE);
    takeBack.setOnAction(e -> shown.ifPresent(onTakeBack));
    table = Ui.row(12, texts, Ui.tool(takeBack));
    from.setGraphic(Ui.icon(Feather.CORNER_DOWN_RIGHT, "fact-icon"));
    from.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(from, Priority.ALWAYS);
    tags.setMaxWidth(160);
    method.setGraphic(Ui.icon(Feather.EYE_OFF, "fact-icon"));
    column = Ui.row(10, path, from, tags, method);
    column.getStyleClass().add("derived-column");
    HBox.setHgrow(table, Priority.ALWAYS);
    HBox.setHgrow(column, Priority.ALWAYS);
    getChildren().addAll(table, column);
  }

  @Override
  protected void show(DerivedLine line) {
    getStyleClass().remove(BACK);
    if (line.derived().revoked()) {
      getStyleClass().add(BACK);
    }
    boolean isTable = line instanceof DerivedLine.Table;
    Ui.show(table, isTable);
    Ui.show(column, !isTable);
    switch (line) {
      case DerivedLine.Table one -> table(one.derived());
      case DerivedLine.Column one -> column(one.derived(), one.column());
    }
  }

  private void table(TagOverview.Derived one) {
    shown = Optional.of(one);
    Ui.setText(name, one.table());
    state.setText(one.revoked() ? "taken back" : "in force");
    state.getStyleClass().setAll("label", "chip", one.revoked() ? "chip-plain" : "chip-good");
    Ui.setText(about, about(one));
    Ui.show(takeBack, !one.revoked());
    takeBack.setAccessibleText("Take back what " + one.table() + " has inherited");
    setAccessibleText(
        one.table() + ", " + state.getText() + ", " + about.getText().replace("  ·  ", ", "));
  }

  private String about(TagOverview.Derived one) {
    String filled =
        "filled by "
            + TagWords.how(one.how())
            + (one.agent().isEmpty() ? "" : " of " + one.agent())
            + " at "
            + Texts.full(one.at(), zone);
    return one.revoked()
        ? "taken back"
            + (one.revokedBy().isEmpty() ? "" : " by " + one.revokedBy())
            + ": "
            + one.revokedReason()
            + "  ·  "
            + filled
        : filled;
  }

  private void column(TagOverview.Derived table, TagOverview.DerivedColumn one) {
    shown = Optional.empty();
    String named = one.path().equals(Origin.ALL) ? "(any column)" : one.path();
    Ui.setText(path, named);
    Ui.setText(from, origins(one));
    Ui.setText(tags, String.join(", ", one.tags()));
    Ui.show(tags, !one.tags().isEmpty());
    boolean masked = !one.method().isEmpty() && !table.revoked();
    Ui.setText(method, masked ? "masked: " + one.method() : "as it is");
    method.getGraphic().setVisible(masked);
    setAccessibleText(
        named
            + " of "
            + table.table()
            + ", "
            + from.getText()
            + ", "
            + (one.tags().isEmpty() ? "no tags" : "tags " + tags.getText())
            + ", "
            + method.getText());
  }

  private static String origins(TagOverview.DerivedColumn one) {
    if (one.origins().isEmpty()) {
      return "from no table";
    }
    return "from "
        + String.join(
            ", ",
            one.origins().stream().map(o -> o.equals("?") ? "anywhere (not known)" : o).toList());
  }
}
