package dev.chaperone.ui.operator;

import dev.chaperone.ui.action.Overlay;
import dev.chaperone.ui.fx.Subscriptions;
import dev.chaperone.ui.model.operator.OperatorModel;
import java.util.Optional;

/** Shows each question for an operator over the window; a panel that is closed gives no answer. */
public final class OperatorQuestions implements AutoCloseable {
  private final Subscriptions subscriptions = new Subscriptions();
  private final OperatorModel model;
  private final Overlay overlay;
  private Optional<OperatorPanel> shown = Optional.empty();

  public OperatorQuestions(OperatorModel model, Overlay overlay) {
    this.model = model;
    this.overlay = overlay;
    subscriptions.observe(model.questionProperty(), this::show);
    subscriptions.observe(overlay.visibleProperty(), this::visible);
    model.attend();
  }

  private void show(Optional<OperatorModel.Question> question) {
    end();
    if (question.isPresent()) {
      OperatorPanel panel = new OperatorPanel(model, question.get());
      overlay.open(panel, panel.first());
      shown = Optional.of(panel);
    }
  }

  private void end() {
    if (shown.isPresent()) {
      OperatorPanel over = shown.get();
      shown = Optional.empty();
      over.close();
      if (overlay.getChildren().contains(over)) {
        overlay.close();
      }
    }
  }

  /** Esc, or a click beside it. */
  private void visible(boolean now) {
    if (!now && shown.isPresent()) {
      model.cancel();
    }
  }

  @Override
  public void close() {
    model.cancel();
    subscriptions.close();
    end();
  }
}
