package dev.chaperone.ui.launch;

import dev.chaperone.ui.model.WindowModel;
import javafx.stage.Stage;

/** A window on the screen; used on the views' thread only. */
public record ShownWindow(WindowModel model, Stage stage) {
  /** As if its person had closed it. */
  public void close() {
    stage.hide();
  }
}
