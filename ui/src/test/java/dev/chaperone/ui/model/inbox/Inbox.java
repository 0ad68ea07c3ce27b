package dev.chaperone.ui.model.inbox;

import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.HoldStep;
import dev.chaperone.ui.model.console.Attached;
import dev.chaperone.ui.model.testing.SampleHold;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** An inbox over a fake console, moved on by hand. */
final class Inbox {
  static final long GIB = 1L << 30;

  final Attached attached = new Attached();
  final Approvals approvals = new Approvals(attached.console, attached.context);
  final InboxModel model = approvals.inbox();
  final DecisionModel decision = approvals.decision();

  Instant now() {
    return attached.clock.instant();
  }

  SampleHold hold(String id, String agent, Duration left, long bytes) {
    return SampleHold.of(id, agent, "SELECT " + id + " FROM t", bytes, now(), now().plus(left));
  }

  Inbox with(SampleHold... holds) {
    List.of(holds).forEach(attached.fake.holds::add);
    return this;
  }

  Inbox attach() {
    attached.attach();
    return this;
  }

  /** Tells of a step that was recorded, and takes it in. */
  void live() {
    attached.tape.add(
        "s",
        Optional.empty(),
        Optional.empty(),
        new FrameBody.Hold("h", "PENDING", "", HoldStep.NOT_TOLD, Optional.empty()));
    attached.live();
  }

  void guardPasses() {
    attached.clock.advance(KeyGuard.QUIET);
  }

  List<String> ids() {
    return model.rows().stream()
        .map(
            row ->
                switch (row) {
                  case InboxRow.Group group -> group.agent() + ":" + group.count();
                  case InboxRow.Held held -> held.hold().id();
                })
        .toList();
  }

  String selected() {
    return model.selectedProperty().get().map(HoldRow::id).orElse("");
  }

  HoldCard card() {
    return approvals.card().cardProperty().get().orElseThrow();
  }
}
