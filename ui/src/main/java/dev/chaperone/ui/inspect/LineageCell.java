package dev.chaperone.ui.inspect;

import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.inspect.OutputColumn;
import dev.chaperone.ui.rows.RowCell;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** One column of the result and its sources; says when the mouse is over it. */
final class LineageCell extends RowCell<OutputColumn> {
  static final double HEIGHT = 26;
  private static final double NAME = 112;

  private final Label name = Ui.clipped("lineage-name");
  private final FontIcon sign = Ui.icon(Feather.TAG, "mask-icon");
  private final Label from = Ui.clipped("lineage-from");
  private final Label method = Ui.label("", "chip");
  private final Supplier<String> without;
  private Optional<OutputColumn> shown = Optional.empty();

  /**
   * @param hovered told the column under the mouse, and that there is none any more
   * @param without the beginning of tables' names that is left out
   */
  LineageCell(Consumer<Optional<OutputColumn>> hovered, Supplier<String> without) {
    this.without = without;
    getStyleClass().add("lineage-cell");
    setAlignment(Pos.CENTER_LEFT);
    setSpacing(8);
    name.setMinWidth(NAME);
    name.setPrefWidth(NAME);
    name.setMaxWidth(NAME);
    from.setMaxWidth(Double.MAX_VALUE);
    from.setGraphicTextGap(7);
    HBox.setHgrow(from, Priority.ALWAYS);
    method.setMinWidth(USE_PREF_SIZE);
    method.setGraphic(Ui.icon(Feather.EYE_OFF, "mask-icon"));
    getChildren().addAll(name, from, method);
    setOnMouseEntered(e -> hovered.accept(shown));
    setOnMouseExited(e -> hovered.accept(Optional.empty()));
  }

  @Override
  protected void show(OutputColumn column) {
    shown = Optional.of(column);
    boolean tagged = column.sources().stream().anyMatch(OutputColumn.Source::isTagged);
    boolean masked = !column.masked().isEmpty();
    Ui.setText(name, column.name());
    Ui.setText(from, column.from(without.get()));
    from.getTooltip().setText(column.from());
    from.setGraphic(tagged ? sign : null);
    method.setText(column.masked());
    Ui.show(method, masked);
    setAccessibleText(
        column.name()
            + " from "
            + column.from()
            + (tagged ? ", tagged" : "")
            + (masked ? ", masked by " + column.masked() : ""));
  }
}
