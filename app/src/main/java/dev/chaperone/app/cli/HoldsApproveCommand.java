package dev.chaperone.app.cli;

import dev.chaperone.console.HoldDecision;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Approves a held request, once or with others like it. */
@Command(
    name = "approve",
    mixinStandardHelpOptions = true,
    description = "Approve a held request; with --like, later ones of the same shape too.")
final class HoldsApproveCommand implements Callable<Integer> {
  private final Shell shell;

  @Mixin private DecisionOptions options = new DecisionOptions();
  @Mixin private CapOption cap = new CapOption();

  @ArgGroup(exclusive = false)
  private @Nullable Like like;

  /** What a grant for requests like this one covers. */
  static final class Like {
    @Option(
        names = "--like",
        required = true,
        description = "Let the same shape of statement on the same tables through later.")
    private boolean asked;

    @Option(
        names = "--count",
        paramLabel = "N",
        required = true,
        description = "How often, this one not counted.")
    private long count;

    @Option(
        names = "--for",
        paramLabel = "TIME",
        required = true,
        converter = DurationConverter.class,
        description = "How long, such as 30m, 12h or 7d.")
    private Duration lifetime = Duration.ZERO;

    @Option(
        names = "--max-bytes",
        paramLabel = "BYTES",
        required = true,
        converter = ByteSizeConverter.class,
        description = "The most bytes each may scan, such as 10MiB or 3TB.")
    private Long maximumBytes = 0L;
  }

  HoldsApproveCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    Like also = like;
    if (also != null && (!also.asked || also.count < 1)) {
      throw new CommandFailure(Exit.USAGE, "--count takes a number from 1.");
    }
    return options.carryOut(
        shell, "holds approve", id -> also == null ? once(id) : withOthers(id, also));
  }

  private HoldDecision once(String id) {
    return new HoldDecision.Approve(id, options.reason(), cap.bytes());
  }

  private HoldDecision withOthers(String id, Like others) {
    return new HoldDecision.ApproveLike(
        id, options.reason(), cap.bytes(), others.count, others.lifetime, others.maximumBytes);
  }
}
