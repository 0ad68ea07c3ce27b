package dev.chaperone.proxy.mask;

import dev.chaperone.proxy.mask.detect.Clues;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Decides what stands in a cell in place of its value, and counts it. One thread. */
final class CellMasker {
  private final List<DetectorRule> detectors;
  private final ValueMasker values;
  private final MaskCounter counter;
  private final Clues clues = new Clues();
  private final boolean masks;

  CellMasker(BoundPlan bound) {
    detectors = bound.plan().detectors();
    values = new ValueMasker(bound.plan().timestamps());
    counter = new MaskCounter(bound);
    masks =
        detectors.stream().anyMatch(rule -> rule.reaction() instanceof DetectorRule.Reaction.Mask);
  }

  MaskCounter counter() {
    return counter;
  }

  /**
   * What stands for a scalar.
   *
   * @param from first byte of its JSON, the quote of a text included
   * @return empty if it stays as it is
   */
  Optional<byte[]> replacement(CellRule rule, byte[] b, int from, int to) {
    return switch (rule) {
      case CellRule.Copy copy -> Optional.empty();
      case CellRule.Fixed(int column, byte[] json) -> {
        counter.masked(column);
        yield Optional.of(json);
      }
      case CellRule.Computed computed -> {
        counter.masked(computed.column());
        Optional<byte[]> masked =
            values.mask(computed.method(), computed.type(), text(b, from, to));
        yield masked.isPresent() ? masked : Optional.of(computed.otherwise());
      }
      case CellRule.Look look ->
          b[from] == '"' ? looked(look, b, from + 1, to - 1) : Optional.empty();
      case CellRule.Hidden(int column, Shape shape) -> {
        counter.masked(column);
        yield Optional.of(b[from] == '[' ? FixedValues.EMPTY_ARRAY : FixedValues.NULL);
      }
      case CellRule.Each each -> throw new IllegalStateException("an array is no scalar");
      case CellRule.Fields fields -> throw new IllegalStateException("a struct is no scalar");
    };
  }

  /** What stands for a value that is needed and too long for that; empty if it stays. */
  Optional<byte[]> tooLong(CellRule rule) {
    return switch (rule) {
      case CellRule.Computed computed -> {
        counter.masked(computed.column());
        yield Optional.of(computed.otherwise());
      }
      case CellRule.Look look -> {
        counter.unseen();
        yield masks ? Optional.of(FixedValues.redacted(look.type())) : Optional.empty();
      }
      case CellRule.Copy copy -> throw unneeded();
      case CellRule.Fixed fixed -> throw unneeded();
      case CellRule.Hidden hidden -> throw unneeded();
      case CellRule.Each each -> throw unneeded();
      case CellRule.Fields fields -> throw unneeded();
    };
  }

  private static IllegalStateException unneeded() {
    return new IllegalStateException("this rule does not need the value");
  }

  private static String text(byte[] b, int from, int to) {
    return b[from] == '"'
        ? JsonText.decode(b, from + 1, to - 1)
        : new String(b, from, to - from, StandardCharsets.US_ASCII);
  }

  private record Span(int start, int end, MaskMethod method) {}

  private Optional<byte[]> looked(CellRule.Look rule, byte[] b, int from, int to) {
    clues.look(b, from, to);
    String text = "";
    boolean decoded = false;
    if (clues.hasBackslash()) {
      text = JsonText.decode(b, from, to);
      decoded = true;
      byte[] plain = text.getBytes(StandardCharsets.UTF_8);
      clues.look(plain, 0, plain.length);
    }
    List<Span> spans = List.of();
    Optional<MaskMethod> whole = Optional.empty();
    for (int d = 0; d < detectors.size(); d++) {
      DetectorRule detector = detectors.get(d);
      if (!detector.finder().mayBeIn(clues, rule.hint())) {
        continue;
      }
      if (!decoded) {
        text = JsonText.decode(b, from, to);
        decoded = true;
      }
      List<int[]> found = new ArrayList<>();
      detector.finder().find(text, rule.hint(), (start, end) -> found.add(new int[] {start, end}));
      if (found.isEmpty()) {
        continue;
      }
      counter.hit(d, rule.column());
      if (detector.reaction()
          instanceof DetectorRule.Reaction.Mask(MaskMethod method, boolean wholeCell)) {
        if (wholeCell || method instanceof MaskMethod.Null || rule.type() != ValueType.STRING) {
          whole = Optional.of(whole.map(method::stronger).orElse(method));
        } else {
          spans = spans.isEmpty() ? new ArrayList<>() : spans;
          for (int[] span : found) {
            spans.add(new Span(span[0], span[1], method));
          }
        }
      }
    }
    if (whole.isPresent()) {
      return Optional.of(whole(whole.get(), rule, text));
    }
    return spans.isEmpty() ? Optional.empty() : Optional.of(parts(spans, text));
  }

  private byte[] whole(MaskMethod method, CellRule.Look rule, String text) {
    boolean none = method instanceof MaskMethod.Null && rule.element();
    return none
        ? FixedValues.redacted(rule.type())
        : values.mask(method, rule.type(), text).orElseGet(() -> FixedValues.redacted(rule.type()));
  }

  private byte[] parts(List<Span> spans, String text) {
    spans.sort(Comparator.comparingInt(Span::start));
    StringBuilder masked = new StringBuilder(text.length());
    int done = 0;
    for (int i = 0; i < spans.size(); ) {
      Span span = spans.get(i++);
      while (i < spans.size() && spans.get(i).start() < span.end()) {
        Span next = spans.get(i++);
        span =
            new Span(
                span.start(),
                Math.max(span.end(), next.end()),
                span.method().stronger(next.method()));
      }
      masked
          .append(text, done, span.start())
          .append(values.maskPart(span.method(), text.substring(span.start(), span.end())));
      done = span.end();
    }
    return JsonText.quote(masked.append(text, done, text.length()).toString());
  }
}
