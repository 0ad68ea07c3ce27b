package dev.chaperone.ui.tags;

import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.tags.TagsModel;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What a list of the Tags page says when the filter hides all of it. */
final class Empty {
  private Empty() {}

  static VBox nothingPasses(TagsModel model) {
    Button clear = new Button("Clear filter");
    clear.setOnAction(e -> model.filterProperty().set(""));
    return Ui.empty(Feather.FILTER, "Nothing matches", "Nothing here passes the filter.", clear);
  }
}
