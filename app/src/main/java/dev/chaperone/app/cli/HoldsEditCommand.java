package dev.chaperone.app.cli;

import dev.chaperone.console.HoldDecision;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Approves another statement in place of the held one. */
@Command(
    name = "edit",
    mixinStandardHelpOptions = true,
    description = "Approve another statement in place of the held one, under the same job id.")
final class HoldsEditCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private DecisionOptions options = new DecisionOptions();
  @Mixin private CapOption cap = new CapOption();

  @ArgGroup(multiplicity = "1")
  private Statement statement = new Statement();

  /** Where the statement is taken from. */
  static final class Statement {
    @Option(
        names = "--sql",
        paramLabel = "TEXT",
        required = true,
        description = "The statement to run instead.")
    private @Nullable String sql;

    @Option(
        names = "--file",
        paramLabel = "F",
        required = true,
        description = "A file with the statement to run instead.")
    private @Nullable Path file;
  }

  HoldsEditCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    String sql = text(statement);
    if (sql.isBlank()) {
      throw new CommandFailure(Exit.USAGE, "the statement is empty");
    }
    return options.carryOut(
        shell,
        "holds edit",
        id -> new HoldDecision.EditAndApprove(id, sql, options.reason(), cap.bytes()));
  }

  private static String text(Statement from) {
    if (from.file == null) {
      return from.sql == null ? "" : from.sql;
    }
    try {
      return Files.readString(from.file);
    } catch (CharacterCodingException e) {
      throw new CommandFailure(Exit.FAILED, from.file + " is not UTF-8", e);
    } catch (IOException e) {
      throw new CommandFailure(Exit.FAILED, from.file + " cannot be read", e);
    }
  }
}
