package dev.chaperone.app.cli;

/** The exit codes that scripts may rely on. 3 is the launcher's: no JDK was found. */
public final class Exit {
  public static final int OK = 0;
  public static final int FAILED = 1;
  public static final int USAGE = 2;
  public static final int CANNOT_RUN_HERE = 4;
  public static final int PORT_BUSY = 5;
  public static final int FOLDER_IN_USE = 6;
  public static final int NOT_RUNNING = 7;
  public static final int NOT_FOUND = 8;
  public static final int STORE = 9;
  public static final int OPERATOR = 10;

  private Exit() {}
}
