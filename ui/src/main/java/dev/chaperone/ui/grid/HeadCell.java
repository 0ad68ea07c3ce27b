package dev.chaperone.ui.grid;

import dev.chaperone.ui.fx.Ui;
import java.util.Optional;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;
import org.kordamp.ikonli.javafx.FontIcon;

/** A column's name and type, one under the other, on the side of its values; and its mark. */
final class HeadCell extends VBox {
  private static final PseudoClass MARKED = PseudoClass.getPseudoClass("marked");

  private final Label name = new Label();
  private final Label type = new Label();
  private final FontIcon sign = Ui.icon(Feather.EYE_OFF, "mask-icon");

  HeadCell() {
    getStyleClass().add("grid-head");
    setAccessibleRole(AccessibleRole.TABLE_COLUMN);
    type.getStyleClass().add("grid-type");
    name.setMinWidth(0);
    type.setMinWidth(0);
    setManaged(false);
    getChildren().addAll(name, type);
  }

  void show(GridColumn column) {
    Optional<GridMark> mark = column.mark();
    name.setText(column.name());
    type.setText(column.about());
    setAlignment(column.numeric() ? Pos.CENTER_RIGHT : Pos.CENTER_LEFT);
    pseudoClassStateChanged(MARKED, mark.isPresent());
    mark.ifPresent(
        m ->
            sign.setIconCode(
                m.kind() == GridMark.Kind.NOTED ? Feather.ALERT_TRIANGLE : Feather.EYE_OFF));
    name.setGraphic(mark.isPresent() ? sign : null);
    setAccessibleText(
        column.name()
            + ", "
            + column.type()
            + mark.map(m -> ", " + m.why().replace('\n', ' ')).orElse(""));
  }
}
