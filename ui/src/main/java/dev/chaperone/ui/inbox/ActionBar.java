package dev.chaperone.ui.inbox;

import dev.chaperone.ui.model.action.Action;
import dev.chaperone.ui.model.inbox.DecisionModel;
import dev.chaperone.ui.model.inbox.DecisionModel.Panel;
import dev.chaperone.ui.model.inbox.HoldCard;
import javafx.scene.control.Button;
import javafx.scene.layout.FlowPane;

/** What can be done with the request in sight; none of it by a plain key, none of it to all. */
final class ActionBar extends FlowPane {
  private final CapField cap;

  ActionBar(DecisionModel model, CapField cap) {
    super(8, 8);
    this.cap = cap;
    getStyleClass().add("card-actions");
    setPrefWrapLength(300);
    Button approve = Chords.deciding("Approve once", Action.APPROVE, model::approve);
    approve.getStyleClass().add("accent");
    approve.setId("approve");
    Button deny = Chords.deciding("Deny", Action.DENY, model::deny);
    deny.getStyleClass().add("danger");
    deny.setId("deny");
    getChildren()
        .addAll(
            approve,
            Chords.button("Like this…", Action.APPROVE_LIKE, () -> model.open(Panel.LIKE)),
            Chords.button("Edit…", Action.EDIT_APPROVE, () -> model.open(Panel.EDIT)),
            deny,
            Chords.button("With reason…", Action.DENY_REASON, () -> model.open(Panel.REASON)),
            Chords.button("Later", Action.LATER, model::later),
            cap);
  }

  void show(HoldCard card) {
    cap.show(card);
  }
}
