package dev.chaperone.app.cli;

import dev.chaperone.app.text.Lines;
import dev.chaperone.proxy.policy.decide.PolicyEngine;
import dev.chaperone.proxy.policy.example.ExampleResult;
import dev.chaperone.proxy.policy.example.PolicyExamples;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Runs a policy's examples as tests. */
@Command(
    name = "test",
    mixinStandardHelpOptions = true,
    description = {
      "Run a policy's examples; needs no gateway. Those of team.yaml stand in team.tests.yaml"
          + " beside it."
    })
final class PolicyTestCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      paramLabel = "FILE|observe|balanced|strict",
      description = "A file, or the name of a policy that comes with the program.")
  private String name = "";

  PolicyTestCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    PolicyArgument argument = PolicyArgument.of(name);
    List<ExampleResult> results =
        new PolicyExamples(new PolicyEngine(System::nanoTime))
            .run(argument.policy(), argument.examples());
    results.forEach(result -> print(argument.choice().examplesName(), result));
    long passed = results.stream().filter(ExampleResult::passed).count();
    shell.out().println(passed + " of " + results.size() + " examples hold.");
    shell.out().flush();
    return passed == results.size() ? Exit.OK : Exit.FAILED;
  }

  private void print(String file, ExampleResult result) {
    String example = Lines.oneLine(result.example().name());
    if (result.passed()) {
      shell.out().println("ok      " + example);
      return;
    }
    shell.out().println("FAILED  " + example);
    for (String difference : result.differences()) {
      shell
          .out()
          .println(Lines.oneLine("  " + file + ":" + result.example().place() + ": " + difference));
    }
  }
}
