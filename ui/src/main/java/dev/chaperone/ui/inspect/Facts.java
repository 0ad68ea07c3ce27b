package dev.chaperone.ui.inspect;

import dev.chaperone.ui.fx.Ui;
import java.util.Collection;
import java.util.Map;
import javafx.geometry.VPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;

/** Names and values in two columns. */
final class Facts extends GridPane {
  Facts() {
    getStyleClass().add("facts");
    setHgap(12);
    setVgap(2);
    setMinHeight(USE_PREF_SIZE);
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(USE_PREF_SIZE);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    values.setMinWidth(0);
    getColumnConstraints().addAll(names, values);
  }

  /** In place of what was shown before. */
  void show(Collection<Map.Entry<String, String>> entries) {
    getChildren().clear();
    int row = 0;
    for (Map.Entry<String, String> entry : entries) {
      Label name = Ui.clipped("fact-name");
      Ui.setText(name, entry.getKey());
      Label value = Ui.clipped("fact-value");
      Ui.setText(value, entry.getValue());
      GridPane.setValignment(name, VPos.TOP);
      addRow(row++, name, value);
    }
  }
}
