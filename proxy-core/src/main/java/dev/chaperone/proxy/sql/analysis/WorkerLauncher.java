package dev.chaperone.proxy.sql.analysis;

import java.io.IOException;

/** Starts an analysis worker's process. */
@FunctionalInterface
public interface WorkerLauncher {
  /** The exit code of a worker that can never run on this machine. */
  int CANNOT_RUN_HERE = 4;

  Process launch() throws IOException;
}
