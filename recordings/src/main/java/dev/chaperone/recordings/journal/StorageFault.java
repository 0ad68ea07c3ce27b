package dev.chaperone.recordings.journal;

import dev.chaperone.recordings.RecordingException;
import dev.chaperone.recordings.RecordingException.Code;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Locale;

/** Turns what storage threw into what a person can act on. */
public final class StorageFault {
  private StorageFault() {}

  public static RecordingException of(String folder, Throwable cause) {
    return switch (code(cause)) {
      case STORE_FULL -> full(folder, cause);
      case STORE_NOT_WRITABLE ->
          new RecordingException(
              Code.STORE_NOT_WRITABLE,
              "Recordings cannot be written to "
                  + folder
                  + " ("
                  + reason(cause)
                  + "). Requests are refused until it can. Check that the folder exists, belongs to"
                  + " the user Chaperone runs as, and is not on a read-only file system.",
              cause);
      case STORE_FAILED, DAMAGED, IN_USE, CLOSED ->
          new RecordingException(
              Code.STORE_FAILED,
              "Writing recordings to "
                  + folder
                  + " failed ("
                  + reason(cause)
                  + "). Requests are refused until it works again. Check the disk and the system"
                  + " log.",
              cause);
    };
  }

  static RecordingException reserveOnly(String folder, long usable, long reserve) {
    return new RecordingException(
        Code.STORE_FULL,
        "The disk with the recordings in "
            + folder
            + " is nearly full: "
            + (Math.max(0, usable) >> 20)
            + " MiB are left, of which "
            + (reserve >> 20)
            + " MiB are kept for decisions and errors. Requests are refused until space is free"
            + " again. Delete other files or move the data folder with --data.");
  }

  private static RecordingException full(String folder, Throwable cause) {
    return new RecordingException(
        Code.STORE_FULL,
        "The disk with the recordings in "
            + folder
            + " is full. Requests are refused until space is free again. Delete other files or move"
            + " the data folder with --data.",
        cause);
  }

  private static Code code(Throwable cause) {
    if (cause instanceof RecordingException known) {
      return known.code();
    }
    if (cause instanceof AccessDeniedException
        || cause instanceof ReadOnlyFileSystemException
        || cause instanceof NoSuchFileException) {
      return Code.STORE_NOT_WRITABLE;
    }
    String text = reason(cause).toLowerCase(Locale.ROOT);
    if (text.contains("no space left")
        || text.contains("not enough space")
        || text.contains("quota exceeded")) {
      return Code.STORE_FULL;
    }
    return text.contains("read-only")
            || text.contains("permission denied")
            || text.contains("operation not permitted")
        ? Code.STORE_NOT_WRITABLE
        : Code.STORE_FAILED;
  }

  private static String reason(Throwable cause) {
    String message = cause.getMessage();
    String name = cause.getClass().getSimpleName();
    return cause instanceof IOException && message != null
        ? (cause.getClass() == IOException.class ? message : name + ": " + message)
        : name;
  }
}
