package dev.chaperone.ui.inspect;

import dev.chaperone.ui.fx.Clip;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.inspect.Inspection;
import dev.chaperone.ui.sql.SqlView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** The frame under the cursor as it is stored: header and body. */
final class RawTab implements InspectorTab {
  private final Facts header = new Facts();
  private final SqlView body = SqlView.plain("Frame body");
  private final HBox tools;
  private final VBox none =
      Ui.empty(Feather.FILE_TEXT, "No frame", "Select a frame to see it as it is stored.");
  private final VBox root;

  RawTab() {
    VBox.setVgrow(body.node(), Priority.ALWAYS);
    VBox.setVgrow(none, Priority.ALWAYS);
    tools =
        Ui.row(
            8,
            Ui.label("Body", "section-title"),
            Ui.spacer(),
            Ui.iconButton(Feather.COPY, "Copy the frame", () -> Clip.copy(body.text())));
    tools.getStyleClass().add("tab-tools");
    root = new VBox(header, tools, body.node(), none);
  }

  @Override
  public Region node() {
    return root;
  }

  @Override
  public FindBar.Target found() {
    return new Searchable(body);
  }

  @Override
  public void show(Inspection inspection) {
    boolean any = inspection.raw().isPresent();
    Ui.show(none, !any);
    Ui.show(header, any);
    Ui.show(tools, any);
    Ui.show(body.node(), any);
    inspection
        .raw()
        .ifPresent(
            raw -> {
              header.show(raw.header());
              body.show(raw.text());
            });
  }
}
