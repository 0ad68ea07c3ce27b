package dev.chaperone.app.doctor;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.data.OwnerOnly;
import dev.chaperone.app.data.Reasons;
import dev.chaperone.app.text.Units;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at Java, the data folder's rights and the room on its disk; needs nothing opened. */
public final class MachineChecks {
  private static final int JAVA = 25;
  private static final long RESERVE = 64L << 20;
  private static final long COMFORT = 1L << 30;

  private final DataFolder data;

  public MachineChecks(DataFolder data) {
    this.data = data;
  }

  public List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    findings.add(java());
    try {
      findings.add(folder());
      findings.add(space());
    } catch (IOException e) {
      findings.add(
          Finding.fault(
              "data folder", data + " cannot be read: " + Reasons.of(e), "mend its rights"));
    }
    return findings;
  }

  private static Finding java() {
    int feature = Runtime.version().feature();
    String text = "Java " + Runtime.version() + " in " + System.getProperty("java.home");
    return feature >= JAVA
        ? Finding.ok("java", text)
        : Finding.fault("java", text, "use Java " + JAVA + " or newer");
  }

  private Finding folder() throws IOException {
    if (!data.exists()) {
      return Finding.ok("data folder", data + " does not exist yet; the first start makes it");
    }
    if (!Files.isWritable(data.root())) {
      return Finding.fault(
          "data folder", data + " cannot be written by this user", "mend its rights or owner");
    }
    return OwnerOnly.isOpenToOthers(data.root())
        ? Finding.warning("data folder", data + " is open to other users", "chmod 700 " + data)
        : Finding.ok("data folder", data + ", owner only");
  }

  private Finding space() throws IOException {
    Path existing = data.root();
    while (!Files.exists(existing) && existing.getParent() != null) {
      existing = existing.getParent();
    }
    long free = Files.getFileStore(existing).getUsableSpace();
    String text = Units.bytes(free) + " free for recordings";
    if (free < RESERVE) {
      return Finding.fault(
          "disk", text + ", less than the 64 MiB reserve: requests are refused", "make room");
    }
    return free < COMFORT
        ? Finding.warning("disk", text, "make room, or move the data folder with --data")
        : Finding.ok("disk", text);
  }
}
