package dev.chaperone.ui.tags;

import dev.chaperone.recordings.DetectorFind;
import dev.chaperone.ui.fx.Clip;
import dev.chaperone.ui.fx.Texts;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.tags.PolicyLine;
import dev.chaperone.ui.model.tags.TagWords;
import dev.chaperone.ui.rows.RowCell;
import java.time.ZoneId;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What a detector found in a column, what followed, and the policy's line that would tag it. */
final class FindCell extends RowCell<DetectorFind> {
  static final double HEIGHT = 58;

  private final ZoneId zone;
  private final Label detector = Ui.label("", "chip");
  private final Label column = Ui.clipped("tag-path");
  private final Label about = Ui.clipped("row-muted");
  private final Button copy = new Button("Copy policy line", Ui.icon(Feather.COPY));
  private Optional<DetectorFind> shown = Optional.empty();

  FindCell(ZoneId zone) {
    this.zone = zone;
    getStyleClass().add("tag-cell");
    setAlignment(Pos.CENTER_LEFT);
    setSpacing(12);
    detector.setMinWidth(USE_PREF_SIZE);
    VBox texts = new VBox(4, Ui.row(10, detector, column), about);
    texts.setAlignment(Pos.CENTER_LEFT);
    texts.setMinWidth(0);
    HBox.setHgrow(texts, Priority.ALWAYS);
    copy.getStyleClass().add("small");
    copy.setMinWidth(USE_PREF_SIZE);
    copy.setTooltip(Ui.tooltip(""));
    copy.setOnAction(e -> shown.ifPresent(find -> Clip.copy(PolicyLine.of(find) + "\n")));
    getChildren().addAll(texts, Ui.tool(copy));
  }

  @Override
  protected void show(DetectorFind find) {
    shown = Optional.of(find);
    detector.setText(find.detector());
    boolean masked = !find.reaction().equals("alert") && !find.reaction().startsWith("suggest:");
    detector.getStyleClass().setAll("label", "chip", masked ? "chip-good" : "chip-warning");
    Ui.setText(column, find.column());
    Ui.setText(
        about,
        Texts.counted(find.values(), "value", "values")
            + "  ·  "
            + TagWords.reaction(find.reaction())
            + "  ·  last "
            + Texts.full(find.last(), zone));
    copy.getTooltip()
        .setText(
            PolicyLine.of(find)
                + "\n\nPaste it under \"tags:\" in the policy. If the tag is there already, add"
                + " what stands in quotes to its list.");
    copy.setAccessibleText("Copy the policy line that tags " + find.column());
    setAccessibleText(
        find.detector() + " in " + find.column() + ", " + about.getText().replace("  ·  ", ", "));
  }
}
