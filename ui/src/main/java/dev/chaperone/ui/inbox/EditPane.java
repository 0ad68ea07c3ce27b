package dev.chaperone.ui.inbox;

import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.action.Action;
import dev.chaperone.ui.model.inbox.DecisionModel;
import dev.chaperone.ui.model.inbox.DecisionModel.Panel;
import dev.chaperone.ui.model.inbox.EditDraft;
import dev.chaperone.ui.model.inbox.HoldCard;
import dev.chaperone.ui.sql.SqlView;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;

/** "Edit and approve": the statement to run instead, and how it differs from the agent's own. */
final class EditPane extends VBox implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final DecisionModel model;
  private final EditDraft draft;
  private final SqlView editor;
  private final DiffView diff = new DiffView();
  private String agent = "the agent";

  EditPane(DecisionModel model) {
    this.model = model;
    this.draft = model.edit();
    getStyleClass().add("edit-pane");
    editor = SqlView.editor("Statement to run instead", draft.textProperty()::set);
    editor.node().setId("edit-sql");
    Label words =
        Ui.label(
            "The edited statement runs under the agent's job id; the agent's own does not run."
                + " Policy looks at it and prices it anew before it runs. Both are recorded.",
            "row-muted");
    words.setWrapText(true);
    words.setMinHeight(USE_PREF_SIZE);
    VBox top = new VBox(6, Ui.label("Statement to run instead", "section-title"), words);
    top.getStyleClass().add("edit-head");
    SplitPane split = new SplitPane(editor.node(), diff);
    split.setOrientation(Orientation.VERTICAL);
    split.setDividerPositions(0.5);
    split.setMinHeight(0);
    VBox.setVgrow(split, Priority.ALWAYS);
    Button approve =
        Chords.deciding("Approve the edited statement", Action.APPROVE, model::approve);
    approve.setId("edit-approve");
    approve.getStyleClass().add("accent");
    VBox bottom =
        new VBox(
            Ui.row(8, approve, Ui.spacer(), Chords.button("Back", Action.LATER, model::later)));
    bottom.getStyleClass().add("card-actions");
    getChildren().addAll(top, split, bottom);
    setMinHeight(0);
    subscriptions.observe(draft.textProperty(), editor::show);
    subscriptions.observe(draft.diffProperty(), pairs -> diff.show(agent, pairs));
  }

  void show(HoldCard card) {
    agent = card.row().agent();
    if (model.panelProperty().get() == Panel.EDIT) {
      diff.show(agent, draft.diffProperty().get());
    }
  }

  void focus() {
    editor.requestFocus();
  }

  @Override
  public void close() {
    subscriptions.close();
  }
}
