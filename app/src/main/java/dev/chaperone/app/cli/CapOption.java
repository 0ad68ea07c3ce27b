package dev.chaperone.app.cli;

import picocli.CommandLine.Option;

/** The option {@code --cap}. */
final class CapOption {
  @Option(
      names = "--cap",
      paramLabel = "BYTES",
      converter = ByteSizeConverter.class,
      description = {
        "The most bytes it may be billed for, such as 10MiB or 3TB (default: what follows from the"
            + " estimate)."
      })
  private Long cap = -1L;

  long bytes() {
    return cap;
  }
}
