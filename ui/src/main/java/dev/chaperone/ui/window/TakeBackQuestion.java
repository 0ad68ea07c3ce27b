package dev.chaperone.ui.window;

import dev.chaperone.console.TagOverview;
import dev.chaperone.ui.fx.Texts;
import dev.chaperone.ui.fx.Ui;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;

/** Asks why a table's inherited tags are taken back; without a reason nothing is. */
final class TakeBackQuestion extends VBox {
  private final TextField reason = new TextField();

  /**
   * @param entries how many entries of the table it covers
   * @param takeBack is given the reason
   */
  TakeBackQuestion(
      TagOverview.Derived table, long entries, Runnable close, Consumer<String> takeBack) {
    super(14);
    getStyleClass().add("question");
    setMaxSize(520, USE_PREF_SIZE);
    Label title = Ui.label("Take back what " + table.table() + " has inherited?", "session-title");
    title.setWrapText(true);
    title.setMinHeight(USE_PREF_SIZE);
    Label text =
        Ui.label(
            "Say so only if it holds nothing that is to be masked: agents see it unmasked from"
                + " now on, unless the policy tags it by its own name. What is put into it later"
                + " counts again."
                + (entries > 1
                    ? " This covers "
                        + Texts.counted(entries, "entry", "entries")
                        + " of the table, this one and those before it."
                    : ""));
    text.setWrapText(true);
    text.setMinHeight(USE_PREF_SIZE);
    reason.setId("take-back-reason");
    reason.setPromptText("Such as: counts only, no addresses");
    reason.setAccessibleText("Reason, which is recorded");
    Label why = Ui.label("Reason; it is recorded", "section-title");
    why.setLabelFor(reason);
    Button keep = new Button("Keep them");
    keep.setOnAction(e -> close.run());
    Button yes = new Button("Take back");
    yes.setId("question-yes");
    yes.getStyleClass().add("danger");
    yes.setDisable(true);
    reason.textProperty().addListener((property, before, now) -> yes.setDisable(now.isBlank()));
    yes.setOnAction(
        e -> {
          close.run();
          takeBack.accept(reason.getText());
        });
    getChildren().addAll(title, text, new VBox(6, why, reason), Ui.row(8, Ui.spacer(), keep, yes));
  }

  TextField reason() {
    return reason;
  }
}
