package dev.chaperone.app.cli;

import dev.chaperone.app.text.Lines;
import dev.chaperone.app.text.Units;
import dev.chaperone.proxy.policy.PolicyException;
import dev.chaperone.proxy.policy.model.Caveats;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.seal.ReviewerKeys;
import java.nio.file.Files;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Says everything that is wrong with a policy. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    description = "Say everything that is wrong with a policy; needs no gateway.")
final class PolicyCheckCommand implements Callable<Integer> {
  private final Shell shell;

  @Parameters(
      paramLabel = "FILE",
      description = "A file, or the name of a policy that comes with the program.")
  private String name = "";

  @Mixin private DataOption data = new DataOption();

  PolicyCheckCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    try {
      Policy policy = PolicyArgument.of(name).choice().load();
      shell
          .out()
          .println(
              Lines.oneLine(name)
                  + " is well: "
                  + Units.count(policy.rules().size(), "rule")
                  + ".");
      // Only a first look, without a gateway: the gateway trusts the file only if it is recorded.
      boolean reviewerKey = Files.exists(ReviewerKeys.file(data.folder(shell).root()));
      Caveats.of(policy, reviewerKey).stream().map(Lines::oneLine).forEach(shell.out()::println);
      return Exit.OK;
    } catch (PolicyException e) {
      PolicyArgument.lines(e).forEach(shell.out()::println);
      return Exit.FAILED;
    } finally {
      shell.out().flush();
    }
  }
}
