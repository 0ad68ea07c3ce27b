package dev.chaperone.ui.model.inbox;

import dev.chaperone.console.HoldAnswer;
import dev.chaperone.console.HoldDecision;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.ui.model.Failures;
import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.console.ConsoleModel;
import dev.chaperone.ui.model.text.Amounts;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * Decides on the request whose card is in sight, and on no other: one decision at a time, none
 * while the guard is up, and none for a request that could not be shown.
 */
public final class DecisionModel {
  /** What is open on the card besides the request. */
  public enum Panel {
    NONE,
    LIKE,
    EDIT,
    REASON
  }

  private final ConsoleModel console;
  private final InboxModel inbox;
  private final CardModel card;
  private final KeyGuard guard;
  private final ModelContext context;
  private final GrantDraft grant = new GrantDraft();
  private final EditDraft edit;
  private final StringProperty cap = new SimpleStringProperty("");
  private final StringProperty reason = new SimpleStringProperty("");
  private final ReadOnlyObjectWrapper<Panel> panel = new ReadOnlyObjectWrapper<>(Panel.NONE);
  private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
  private final ReadOnlyObjectWrapper<Optional<Notice>> notice =
      new ReadOnlyObjectWrapper<>(Optional.empty());
  private String shown = "";

  DecisionModel(
      ConsoleModel console,
      InboxModel inbox,
      CardModel card,
      KeyGuard guard,
      ModelContext context) {
    this.console = console;
    this.inbox = inbox;
    this.card = card;
    this.guard = guard;
    this.context = context;
    this.edit = new EditDraft(context);
    card.cardProperty().addListener((property, old, now) -> changed(now));
  }

  private void changed(Optional<HoldCard> now) {
    String id = now.map(HoldCard::id).orElse("");
    if (!id.equals(shown)) {
      shown = id;
      cap.set("");
      reason.set("");
      problem.set("");
      panel.set(Panel.NONE);
    }
    if (!now.map(c -> c.row().isWaiting()).orElse(false)) {
      panel.set(Panel.NONE);
    }
  }

  /** A key was pressed that decides nothing: while keys flow, the guard stays up. */
  public void keyPressed() {
    guard.absorbs();
  }

  /** The page came into sight. */
  public void shown() {
    guard.changed();
  }

  /** Approves once; where a panel is open, does what that panel's button says. */
  public void approve() {
    switch (panel.get()) {
      case NONE -> ready(true).ifPresent(c -> send(new HoldDecision.Approve(c.id(), "", named())));
      case LIKE -> approveLike();
      case EDIT -> approveEdited();
      case REASON -> denyWithReason();
    }
  }

  /** Denies; the agent is told the rule's own reason only. */
  public void deny() {
    ready(false).ifPresent(c -> send(new HoldDecision.Deny(c.id(), "")));
  }

  private void denyWithReason() {
    String why = reason.get().strip();
    if (why.isEmpty()) {
      problem.set("Write why, so that the agent can do better; or deny without a reason.");
      return;
    }
    ready(false).ifPresent(c -> send(new HoldDecision.Deny(c.id(), why)));
  }

  private void approveLike() {
    Optional<GrantDraft.Terms> terms = grant.terms();
    terms.ifPresentOrElse(
        t ->
            ready(true)
                .ifPresent(
                    c ->
                        send(
                            new HoldDecision.ApproveLike(
                                c.id(), "", named(), t.count(), t.lifetime(), t.bytes()))),
        () -> problem.set(grant.problemProperty().get()));
  }

  private void approveEdited() {
    if (edit.textProperty().get().isBlank()) {
      problem.set("There is no statement left to run.");
    } else if (!edit.isChanged()) {
      problem.set("The statement is as it was; close this panel and approve it once.");
    } else {
      ready(true)
          .ifPresent(
              c ->
                  send(
                      new HoldDecision.EditAndApprove(
                          c.id(), edit.textProperty().get(), "", named())));
    }
  }

  /** The card that may be decided on now; says why there is none. */
  private Optional<HoldCard> ready(boolean approving) {
    Optional<HoldCard> now = card.cardProperty().get();
    if (guard.absorbs() || busy.get() || now.isEmpty() || !now.get().row().isWaiting()) {
      return Optional.empty();
    }
    HoldCard held = now.get();
    if (approving && held.request().isEmpty()) {
      problem.set("What is asked could not be read yet, so it cannot be approved.");
      return Optional.empty();
    }
    if (approving && !capIsGood(held.request().orElseThrow())) {
      return Optional.empty();
    }
    return now;
  }

  private boolean capIsGood(HeldRequest request) {
    if (!cap.get().isBlank() && Amounts.bytes(cap.get()).isEmpty()) {
      problem.set("The cap is no size; write it such as 500 MiB or 3 TiB.");
      return false;
    }
    if (cap.get().isBlank() && ByteCap.mustBeNamed(request) && panel.get() != Panel.EDIT) {
      problem.set("Nobody knows how much this reads; name a cap first, such as 10 GiB.");
      return false;
    }
    return true;
  }

  private long named() {
    return namedCap().orElse(-1);
  }

  /** The cap a person named, if it is one. */
  public OptionalLong namedCap() {
    return Amounts.bytes(cap.get());
  }

  private void send(HoldDecision decision) {
    busy.set(true);
    problem.set("");
    notice.set(Optional.empty());
    context.background().execute(() -> ask(decision));
  }

  private void ask(HoldDecision decision) {
    try {
      HoldAnswer answer = console.console().decide(decision);
      context.ui().execute(() -> answered(decision, answer));
    } catch (RuntimeException e) {
      context.ui().execute(() -> failed(decision, Failures.text(e)));
    }
  }

  private void answered(HoldDecision decision, HoldAnswer answer) {
    busy.set(false);
    if (answer.applied()) {
      notice.set(Optional.of(new Notice(decision.id(), Outcome.done(decision, rowOf(decision)))));
      inbox.decided(decision.id(), Outcome.standing(decision));
      return;
    }
    failed(decision, Outcome.notDone(answer));
  }

  /** Said on the card if it still is the one; what was decided elsewhere is read again. */
  private void failed(HoldDecision decision, String why) {
    busy.set(false);
    if (shown.equals(decision.id())) {
      problem.set(why);
    } else {
      notice.set(Optional.of(new Notice(decision.id(), why)));
    }
    inbox.refresh();
  }

  private Optional<HoldRow> rowOf(HoldDecision decision) {
    return inbox.known().stream().filter(row -> row.id().equals(decision.id())).findFirst();
  }

  /** Opens a panel on a request that waits; its drafts begin anew unless it is open already. */
  public void open(Panel wanted) {
    Optional<HeldRequest> request =
        card.cardProperty().get().filter(c -> c.row().isWaiting()).flatMap(HoldCard::request);
    if (request.isEmpty() || wanted == panel.get() || busy.get()) {
      return;
    }
    HeldRequest held = request.get();
    problem.set("");
    switch (wanted) {
      case NONE, REASON -> {}
      case LIKE -> {
        if (!GrantDraft.isPossible(held)) {
          problem.set(
              "This request was not understood, so nothing can be said of others like it; approve"
                  + " it once.");
          return;
        }
        grant.begin(held);
      }
      case EDIT -> {
        if (!ByteCap.applies(held)) {
          problem.set("Only a query can be edited; approve or deny this one.");
          return;
        }
        edit.begin(held.sql());
      }
    }
    guard.changed();
    panel.set(wanted);
  }

  /** Closes the panel that is open; where none is, the request is left for later. */
  public void later() {
    if (panel.get() != Panel.NONE) {
      guard.changed();
      problem.set("");
      panel.set(Panel.NONE);
    } else {
      inbox.later();
    }
  }

  public void dismissNotice() {
    notice.set(Optional.empty());
  }

  public GrantDraft grant() {
    return grant;
  }

  public EditDraft edit() {
    return edit;
  }

  /** A lower cap than the one shown; has to be named where the bytes are not known. */
  public StringProperty capProperty() {
    return cap;
  }

  public StringProperty reasonProperty() {
    return reason;
  }

  public ReadOnlyObjectProperty<Panel> panelProperty() {
    return panel.getReadOnlyProperty();
  }

  /** A decision is under way: buttons are disabled. */
  public ReadOnlyBooleanProperty busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /** Why nothing was decided on the card in sight; {@code ""} if nothing is amiss. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What became of the last decision. */
  public ReadOnlyObjectProperty<Optional<Notice>> noticeProperty() {
    return notice.getReadOnlyProperty();
  }
}
