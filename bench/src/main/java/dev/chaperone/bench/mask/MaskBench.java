package dev.chaperone.bench.mask;

import dev.chaperone.proxy.answer.AnswerScanner;
import dev.chaperone.proxy.mask.DetectorRule;
import dev.chaperone.proxy.mask.GzipBodies;
import dev.chaperone.proxy.mask.HashKey;
import dev.chaperone.proxy.mask.MaskMethod;
import dev.chaperone.proxy.mask.MaskPlan;
import dev.chaperone.proxy.mask.MaskingStream;
import dev.chaperone.proxy.mask.PlannedColumn;
import dev.chaperone.proxy.mask.TimestampForm;
import dev.chaperone.proxy.mask.detect.Finders;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

/**
 * Prints how fast an answer streams with and without masking, and the heap that takes. The road is
 * the gateway's for an answer: gzip decoded, 64 KiB at a time, scanned for figures and digested.
 * The bare road, from memory to memory, shows what the engine itself can do.
 */
public final class MaskBench {
  private static final int CHUNK = 64 << 10;
  private static final int ROUNDS = Integer.getInteger("bench.rounds", 9);
  private static final long SMALL = 18L << 20;
  private static final long LARGE = Long.getLong("bench.large", 1L << 30);

  private enum Road {
    GATEWAY,
    BARE
  }

  private interface Masking {
    InputStream over(InputStream clear);
  }

  private record Variant(String name, Masking masking) {}

  private MaskBench() {}

  public static void main(String[] args) throws Exception {
    System.out.printf(
        Locale.ROOT,
        "load average before: %.2f; heap at most %d MB%n",
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        Runtime.getRuntime().maxMemory() >> 20);
    for (Road road : Road.values()) {
      measure(road, SMALL, ROUNDS);
      measure(road, LARGE, 1);
    }
  }

  private static List<Variant> variants() {
    MaskPlan nothing = MaskPlan.of(List.of(), OptionalInt.empty(), TimestampForm.INT64_MICROS);
    MaskPlan three =
        MaskPlan.of(
            List.of(
                PlannedColumn.named(List.of("email"), new MaskMethod.PartialEmail()),
                PlannedColumn.named(
                    List.of("name"), new MaskMethod.KeyedHash(new HashKey(new byte[32]))),
                PlannedColumn.named(List.of("phone"), new MaskMethod.Redact())),
            OptionalInt.empty(),
            TimestampForm.INT64_MICROS);
    List<DetectorRule> detectors =
        Finders.all().stream()
            .map(
                finder ->
                    new DetectorRule(
                        finder, new DetectorRule.Reaction.Mask(new MaskMethod.Redact(), false)))
            .toList();
    List<Variant> variants = new ArrayList<>();
    variants.add(new Variant("copied, no masking", clear -> clear));
    variants.add(new Variant("nothing masked", clear -> new MaskingStream(clear, nothing)));
    variants.add(new Variant("three columns masked", clear -> new MaskingStream(clear, three)));
    variants.add(
        new Variant(
            "the same, all detectors on the rest",
            clear -> new MaskingStream(clear, three.detecting(detectors))));
    variants.add(
        new Variant(
            "all detectors, two finds in every row",
            clear -> new MaskingStream(clear, nothing.detecting(detectors))));
    return variants;
  }

  private static void measure(Road road, long size, int rounds) throws Exception {
    Answers plain = Answers.plain(size);
    Answers sent = road == Road.GATEWAY ? plain.compressed() : plain;
    double copied = 0;
    for (Variant variant : variants()) {
      for (int i = 0; rounds > 1 && i < rounds; i++) {
        run(road, sent, variant); // warm-up
      }
      resetPeaks();
      double[] rates = new double[rounds];
      for (int i = 0; i < rounds; i++) {
        long start = System.nanoTime();
        run(road, sent, variant);
        rates[i] = plain.length() / 1e6 / ((System.nanoTime() - start) / 1e9);
      }
      Arrays.sort(rates);
      double rate = rates[rounds / 2];
      copied = copied == 0 ? rate : copied;
      System.out.printf(
          Locale.ROOT,
          "%-8s %,6d MB  %-38s %7.0f MB/s  ratio to copying %.2f  peak heap %d MB%n",
          road.name().toLowerCase(Locale.ROOT),
          plain.length() / 1_000_000,
          variant.name(),
          rate,
          rate / copied,
          peak() >> 20);
    }
  }

  private static void run(Road road, Answers answer, Variant variant) throws Exception {
    try (InputStream body = body(road, answer, variant)) {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      AnswerScanner scanner = new AnswerScanner();
      byte[] chunk = new byte[CHUNK];
      long delivered = 0;
      for (int count = body.readNBytes(chunk, 0, CHUNK);
          count > 0;
          count = body.readNBytes(chunk, 0, CHUNK)) {
        if (road == Road.GATEWAY) {
          digest.update(chunk, 0, count);
          scanner.feed(chunk, 0, count);
        }
        delivered += count;
      }
      if (delivered < SMALL / 2) {
        throw new IllegalStateException("only " + delivered + " bytes came");
      }
    }
  }

  private static InputStream body(Road road, Answers answer, Variant variant) throws IOException {
    InputStream clear = answer.open();
    return variant.masking().over(road == Road.GATEWAY ? GzipBodies.decoded(clear) : clear);
  }

  private static List<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }

  private static void resetPeaks() {
    System.gc();
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
  }

  private static long peak() {
    return heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
  }
}
