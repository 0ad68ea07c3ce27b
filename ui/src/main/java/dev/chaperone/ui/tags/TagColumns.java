package dev.chaperone.ui.tags;

import dev.chaperone.ui.fx.Ui;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;

/** The columns of the list of columns seen: widths, and the names over them. */
final class TagColumns {
  static final double TAGS = 170;
  static final double METHOD = 150;
  static final double RESULTS = 70;
  static final double LAST = 140;

  private TagColumns() {}

  static Label fixed(double width, String... styles) {
    Label label = Ui.clipped(styles);
    label.setMinWidth(width);
    label.setPrefWidth(width);
    label.setMaxWidth(width);
    return label;
  }

  static HBox head() {
    Label name = Ui.label("Column");
    name.setMaxWidth(Double.MAX_VALUE);
    HBox.setHgrow(name, Priority.ALWAYS);
    HBox head =
        new HBox(
            name,
            named("Tags", TAGS),
            named("Shown as", METHOD),
            named("Results", RESULTS, "right"),
            named("Last", LAST, "right"));
    head.setAlignment(Pos.CENTER_LEFT);
    head.getStyleClass().add("column-head");
    return head;
  }

  private static Label named(String text, double width, String... styles) {
    Label label = fixed(width, styles);
    label.setText(text);
    return label;
  }
}
