package dev.chaperone.ui.tags;

import dev.chaperone.console.TagOverview;
import dev.chaperone.recordings.frame.Origin;
import dev.chaperone.ui.fx.Texts;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.text.Units;
import dev.chaperone.ui.rows.RowCell;
import java.time.ZoneId;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** One column seen: whose it is, its tags, how it is shown, how often and when last. */
final class SeenColumnCell extends RowCell<TagOverview.Column> {
  static final double HEIGHT = 34;

  private final ZoneId zone;
  private final FontIcon icon = Ui.icon(Feather.CIRCLE, "fact-icon");
  private final Label table = Ui.clipped("tag-table");
  private final Label path = Ui.clipped("tag-path");
  private final Label tags = Ui.clipped("chip");
  private final Label method = TagColumns.fixed(TagColumns.METHOD, "tag-method");
  private final Label times = TagColumns.fixed(TagColumns.RESULTS, "figures", "right");
  private final Label last = TagColumns.fixed(TagColumns.LAST, "row-muted", "figures", "right");

  SeenColumnCell(ZoneId zone) {
    this.zone = zone;
    getStyleClass().add("tag-cell");
    setAlignment(Pos.CENTER_LEFT);
    path.setMinWidth(40);
    HBox name = Ui.row(0, table, path);
    name.setMinWidth(0);
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    tags.setMaxWidth(TagColumns.TAGS - 12);
    HBox place = Ui.row(0, tags);
    place.setMinWidth(TagColumns.TAGS);
    place.setPrefWidth(TagColumns.TAGS);
    place.setMaxWidth(TagColumns.TAGS);
    method.setGraphic(icon);
    getChildren().addAll(name, place, method, times, last);
  }

  @Override
  protected void show(TagOverview.Column column) {
    boolean tagged = !column.tags().isEmpty();
    boolean masked = !column.method().isEmpty();
    boolean all = column.path().equals(Origin.ALL);
    Ui.setText(table, column.table() + ".");
    Ui.setText(path, all ? "(all columns)" : column.path());
    Ui.setText(tags, String.join(", ", column.tags()));
    Ui.show(tags, tagged);
    Ui.setText(method, masked ? "masked: " + column.method() : "as it is");
    icon.setIconCode(masked ? Feather.EYE_OFF : Feather.EYE);
    icon.setVisible(masked || tagged);
    getStyleClass().removeAll("calm", "tagged", "masked");
    getStyleClass().add(masked ? "masked" : tagged ? "tagged" : "calm");
    times.setText(Units.count(column.times()));
    last.setText(Texts.full(column.last(), zone));
    setAccessibleText(
        column.table()
            + "."
            + path.getText()
            + ", "
            + (tagged ? "tags " + tags.getText() : "no tags")
            + ", "
            + (masked ? "masked by " + column.method() : "shown as it is")
            + ", "
            + Texts.counted(column.times(), "result", "results"));
  }
}
