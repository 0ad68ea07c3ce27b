package dev.chaperone.app.cli;

import dev.chaperone.app.text.Lines;
import dev.chaperone.proxy.policy.store.PolicyState;
import java.util.function.Consumer;

/** Tells whoever watches the terminal of a gateway what became of a policy file that was saved. */
final class PolicyNews implements Consumer<PolicyState> {
  private final Shell shell;

  PolicyNews(Shell shell) {
    this.shell = shell;
  }

  @Override
  public void accept(PolicyState state) {
    shell.note(Lines.oneLine("policy " + state.policy().source().name() + ": " + news(state)));
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
