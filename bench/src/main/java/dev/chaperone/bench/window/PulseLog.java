package dev.chaperone.bench.window;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what the toolkit's own pulse logger prints ({@code -Djavafx.pulseLogger=true}): a line for
 * each pulse with its length, and its parts where it was long.
 */
final class PulseLog extends OutputStream {
  private static final Pattern PULSE =
      Pattern.compile("^PULSE: (\\d+) +\\[(\\d+)ms:(\\d+)ms\\](.*)");

  private static final Pattern PHASE =
      Pattern.compile("^T(\\d+) *\\((-?\\d+) \\+(\\d+)ms\\): (.*)");
  private static final Pattern BRIEF = Pattern.compile("\\[\\d+ \\d+ms:(\\d+)ms]");

  private final PrintStream through;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Samples pulses = new Samples("pulses (pulse logger)");
  private final List<String> slow = new ArrayList<>();
  private final Samples onThread = new Samples("their part on the toolkit's thread");
  private boolean inSlow;
  private long thread = -1;
  private long partEnds = -1;

  private PulseLog(PrintStream through) {
    this.through = through;
  }

  /** Has to be called before the toolkit starts. */
  static PulseLog install() {
    PulseLog log = new PulseLog(System.err);
    System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
    return log;
  }

  @Override
  public synchronized void write(int b) {
    if (b == '\n') {
      take(line.toString(StandardCharsets.UTF_8));
      line.reset();
    } else {
      line.write(b);
    }
  }

  private void take(String text) {
    Matcher pulse = PULSE.matcher(text);
    Matcher phase = PHASE.matcher(text);
    if (pulse.find()) {
      endPulse();
      long millis = Long.parseLong(pulse.group(3));
      pulses.add(millis * 1_000_000);
      inSlow = millis > 50;
      if (inSlow) {
        slow.add(text);
      }
    } else if (phase.find()) {
      if (phase.group(4).startsWith("CSS")) {
        thread = Long.parseLong(phase.group(1));
      }
      if (Long.parseLong(phase.group(1)) == thread) {
        partEnds = Long.parseLong(phase.group(2)) + Long.parseLong(phase.group(3));
      }
      if (inSlow) {
        slow.add("  " + text);
      }
    } else if (text.startsWith("[")) {
      endPulse();
      Matcher brief = BRIEF.matcher(text);
      while (brief.find()) {
        pulses.add(Long.parseLong(brief.group(1)) * 1_000_000);
        onThread.add(Long.parseLong(brief.group(1)) * 1_000_000);
      }
    } else if (!text.startsWith("T")
        && !text.isBlank()
        && !text.startsWith("Counters")
        && !text.startsWith("\t")) {
      through.println(text);
    }
  }

  private void endPulse() {
    if (partEnds >= 0) {
      onThread.add(partEnds * 1_000_000);
    }
    partEnds = -1;
  }

  synchronized Samples onThread() {
    return onThread;
  }

  synchronized Samples pulses() {
    return pulses;
  }

  synchronized List<String> slow() {
    return List.copyOf(slow);
  }

  synchronized void forget() {
    pulses.clear();
    onThread.clear();
    slow.clear();
  }
}
