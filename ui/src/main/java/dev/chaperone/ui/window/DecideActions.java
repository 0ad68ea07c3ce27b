package dev.chaperone.ui.window;

import dev.chaperone.ui.model.action.Action;
import dev.chaperone.ui.model.inbox.Approvals;
import dev.chaperone.ui.model.inbox.DecisionModel.Panel;
import dev.chaperone.ui.model.inbox.InboxModel;
import java.util.function.Consumer;

/**
 * The actions that decide on held requests. From another page they only show the inbox: nothing is
 * decided that is not in sight.
 */
final class DecideActions implements Consumer<Action> {
  private final Approvals model;
  private final WindowCommands window;

  DecideActions(Approvals model, WindowCommands window) {
    this.model = model;
    this.window = window;
  }

  @Override
  public void accept(Action action) {
    switch (action) {
      case NEXT_HELD -> held(1);
      case PREVIOUS_HELD -> held(-1);
      case SHOW_GRANTS -> {
        window.show(Page.INBOX);
        model.inbox().partProperty().set(InboxModel.Part.GRANTS);
      }
      case CONFIRM_POLICY -> window.askConfirmPolicy();
      case APPROVE, APPROVE_LIKE, EDIT_APPROVE, DENY, DENY_REASON, LATER -> {
        if (window.page() != Page.INBOX) {
          window.show(Page.INBOX);
        } else if (model.inbox().partProperty().get() != InboxModel.Part.GRANTS) {
          decide(action);
        }
      }
      default -> throw ActionRunner.unknown(action);
    }
  }

  private void decide(Action action) {
    switch (action) {
      case APPROVE -> model.decision().approve();
      case APPROVE_LIKE -> model.decision().open(Panel.LIKE);
      case EDIT_APPROVE -> model.decision().open(Panel.EDIT);
      case DENY -> model.decision().deny();
      case DENY_REASON -> model.decision().open(Panel.REASON);
      case LATER -> model.decision().later();
      default -> throw ActionRunner.unknown(action);
    }
  }

  private void held(int step) {
    if (window.page() == Page.INBOX) {
      model.inbox().moveWaiting(step);
    } else {
      window.show(Page.INBOX);
    }
  }
}
