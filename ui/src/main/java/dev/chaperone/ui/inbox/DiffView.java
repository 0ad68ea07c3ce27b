package dev.chaperone.ui.inbox;

import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.inbox.LineDiff;
import dev.chaperone.ui.rows.RowCell;
import dev.chaperone.ui.rows.RowList;
import dev.chaperone.ui.rows.RowSource;
import java.util.List;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** Two texts beside each other, line by line; changed lines have a sign as well as a colour. */
final class DiffView extends VBox {
  private static final double ROW = 20;

  private final Label before = Ui.label("", "section-title");
  private final Label after = Ui.label("Will run", "section-title");
  private final Label count = Ui.label("", "pane-count");
  private final RowList<LineDiff.Pair> list = new RowList<>("Changed lines", ROW, Row::new);

  DiffView() {
    HBox left = Ui.row(8, before);
    HBox right = Ui.row(8, after, count);
    HBox head = new HBox(left, right);
    for (HBox half : List.of(left, right)) {
      half.getStyleClass().add("diff-title");
      half.setPrefWidth(0);
      half.setMinWidth(0);
      HBox.setHgrow(half, Priority.ALWAYS);
      half.setMaxWidth(Double.MAX_VALUE);
    }
    head.getStyleClass().add("diff-head");
    count.setMinWidth(USE_PREF_SIZE);
    VBox.setVgrow(list, Priority.ALWAYS);
    getStyleClass().add("diff-view");
    setMinHeight(ROW * 4);
    getChildren().addAll(head, list);
  }

  void show(String agent, List<LineDiff.Pair> pairs) {
    before.setText("Sent by " + agent);
    int changes = LineDiff.changes(pairs);
    count.setText(
        changes == 0
            ? "no change yet"
            : changes == 1 ? "1 line differs" : changes + " lines differ");
    list.setSource(RowSource.of(pairs));
  }

  /** One pair of lines. */
  private static final class Row extends RowCell<LineDiff.Pair> {
    private final Half left = new Half("removed", "−");
    private final Half right = new Half("added", "+");

    Row() {
      getStyleClass().add("diff-row");
      getChildren().addAll(left, right);
    }

    @Override
    protected void show(LineDiff.Pair pair) {
      left.show(pair.left(), pair.changed());
      right.show(pair.right(), pair.changed());
      setAccessibleText(
          (pair.changed() ? "changed: " : "")
              + pair.left().map(LineDiff.Line::text).orElse("nothing")
              + (pair.changed()
                  ? " becomes " + pair.right().map(LineDiff.Line::text).orElse("nothing")
                  : ""));
    }
  }

  /** One side of a row. */
  private static final class Half extends HBox {
    private final String style;
    private final String mark;
    private final Label number = Ui.label("", "diff-number");
    private final Label sign = Ui.label("", "diff-sign");
    private final Label text = Ui.clipped("diff-text");

    Half(String style, String mark) {
      this.style = style;
      this.mark = mark;
      getStyleClass().add("diff-half");
      setAlignment(Pos.CENTER_LEFT);
      number.setMinWidth(36);
      number.setPrefWidth(36);
      sign.setMinWidth(16);
      sign.setPrefWidth(16);
      setMinWidth(0);
      setPrefWidth(0);
      setMaxWidth(Double.MAX_VALUE);
      HBox.setHgrow(this, Priority.ALWAYS);
      getChildren().addAll(number, sign, text);
    }

    void show(Optional<LineDiff.Line> line, boolean changed) {
      number.setText(line.map(l -> String.valueOf(l.number())).orElse(""));
      sign.setText(line.isPresent() && changed ? mark : "");
      Ui.setText(text, line.map(l -> l.text().replace("\t", "    ")).orElse(""));
      getStyleClass().setAll("diff-half");
      if (changed) {
        getStyleClass().add(line.isPresent() ? style : "nothing");
      }
    }
  }
}
