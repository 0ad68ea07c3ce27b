package dev.chaperone.app.cli;

import dev.chaperone.app.text.Lines;
import dev.chaperone.proxy.policy.model.Caveats;
import dev.chaperone.proxy.policy.store.PolicyState;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Tells whoever watches the terminal of a gateway what became of a policy file that was saved. */
final class PolicyNews implements Consumer<PolicyState> {
  private final Shell shell;
  private final BooleanSupplier reviewerKey;

  /**
   * @param reviewerKey whether there is a reviewer's key to seal for
   */
  PolicyNews(Shell shell, BooleanSupplier reviewerKey) {
    this.shell = shell;
    this.reviewerKey = reviewerKey;
  }

  @Override
  public void accept(PolicyState state) {
    shell.note(Lines.oneLine("policy " + state.policy().source().name() + ": " + news(state)));
    Caveats.of(state.policy(), reviewerKey.getAsBoolean()).stream()
        .map(Lines::oneLine)
        .forEach(shell::note);
  }

  private static String news(PolicyState state) {
    if (!state.problems().isEmpty()) {
      return "the file as saved cannot be used, the policy before it stays in force. "
          + state.problems().getFirst();
    }
    return state.waiting().isPresent()
        ? "the file as saved permits more and waits for an operator; see chaperone policy status"
        : "in force as saved";
  }
}
