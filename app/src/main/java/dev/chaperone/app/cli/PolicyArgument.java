package dev.chaperone.app.cli;

import dev.chaperone.app.host.PolicyChoice;
import dev.chaperone.app.text.Lines;
import dev.chaperone.proxy.policy.PolicyException;
import dev.chaperone.proxy.policy.example.PolicyExample;
import dev.chaperone.proxy.policy.model.Policy;
import java.nio.file.InvalidPathException;
import java.util.List;
import java.util.stream.Collectors;

/** The policy named on a command line; says in lines of their own why it cannot be used. */
record PolicyArgument(PolicyChoice choice) {
  static PolicyArgument of(String name) {
    try {
      return new PolicyArgument(PolicyChoice.of(name));
    } catch (InvalidPathException e) {
      throw new CommandFailure(Exit.USAGE, "that is no name of a policy or a file", e);
    }
  }

  Policy policy() {
    try {
      return choice.load();
    } catch (PolicyException e) {
      throw unusable("the policy cannot be used:", e);
    }
  }

  List<PolicyExample> examples() {
    try {
      return choice.examples();
    } catch (PolicyException e) {
      throw unusable("the policy's examples cannot be used:", e);
    }
  }

  /** Each problem in one line, as editors and terminals turn it into a link. */
  static List<String> lines(PolicyException e) {
    return e.problems().stream().map(problem -> Lines.oneLine(problem.toString())).toList();
  }

  private static CommandFailure unusable(String what, PolicyException e) {
    return new CommandFailure(
        Exit.FAILED,
        lines(e).stream()
            .collect(Collectors.joining(System.lineSeparator(), what + System.lineSeparator(), "")),
        e);
  }
}
