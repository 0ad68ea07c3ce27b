package dev.chaperone.ui.inbox;

import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.action.Action;
import dev.chaperone.ui.model.inbox.DecisionModel;
import dev.chaperone.ui.model.inbox.DecisionModel.Panel;
import dev.chaperone.ui.model.inbox.HoldCard;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;

/** What can be done with the request in sight; none of it by a plain key, none of it to all. */
final class ActionBar extends VBox {
  /** Where there is less room the keys stand in the tooltips only. */
  private static final double ROOM_FOR_KEYS = 780;

  private final CapField cap;
  private final List<Button> buttons;

  ActionBar(DecisionModel model, CapField cap) {
    super(8);
    this.cap = cap;
    getStyleClass().add("card-actions");
    Button approve = Chords.deciding("Approve once", Action.APPROVE, model::approve);
    approve.getStyleClass().add("accent");
    approve.setId("approve");
    Button like =
        Chords.button("Approve like this…", Action.APPROVE_LIKE, () -> model.open(Panel.LIKE));
    Button edit =
        Chords.button("Edit and approve…", Action.EDIT_APPROVE, () -> model.open(Panel.EDIT));
    Button deny = Chords.deciding("Deny", Action.DENY, model::deny);
    deny.getStyleClass().add("danger");
    deny.setId("deny");
    Button reason =
        Chords.button("Deny with reason…", Action.DENY_REASON, () -> model.open(Panel.REASON));
    Button later = Chords.button("Later", Action.LATER, model::later);
    buttons = List.of(approve, like, edit, deny, reason, later);
    FlowPane yes = new FlowPane(8, 8, approve, like, edit);
    FlowPane no = new FlowPane(8, 8, deny, reason, later, cap);
    yes.setPrefWrapLength(300);
    no.setPrefWrapLength(300);
    getChildren().addAll(yes, no);
    widthProperty().addListener((o, before, now) -> keys(now.doubleValue() >= ROOM_FOR_KEYS));
  }

  private void keys(boolean shown) {
    for (Button button : buttons) {
      if (button.getGraphic().isManaged() != shown) {
        Ui.show(button.getGraphic(), shown);
        button.setGraphicTextGap(shown ? Chords.GAP : 0);
      }
    }
  }

  void show(HoldCard card) {
    cap.show(card);
  }
}
