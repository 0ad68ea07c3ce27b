package dev.chaperone.proxy.policy.load;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.chaperone.proxy.policy.Suggestions;
import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.glob.BadPattern;
import dev.chaperone.proxy.policy.glob.ColumnPattern;
import dev.chaperone.proxy.policy.glob.Glob;
import dev.chaperone.proxy.policy.model.Detector;
import dev.chaperone.proxy.policy.model.Masking;
import dev.chaperone.proxy.policy.model.MaskingMethod;
import dev.chaperone.proxy.policy.model.MaskingRule;
import dev.chaperone.proxy.policy.model.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads what protects values: tags, masking and detectors. */
final class ProtectionReader {
  private static final String POLICY_TAG = "policy_tag:";
  private static final int MAX_REGEX = 1_000;
  private static final Masking NOTHING_SHOWN = new Masking(MaskingMethod.REDACT, "");
  private static final List<String> DATE_UNITS = List.of("day", "month", "quarter", "year");

  private ProtectionReader() {}

  static List<Tag> tags(Spot spot) throws BadValueException {
    Section section = spot.section("tags");
    List<Tag> tags = new ArrayList<>();
    for (Map.Entry<String, Spot> entry : section.values().entrySet()) {
      spot.problems().collect(() -> tag(section, entry)).ifPresent(tags::add);
    }
    return tags;
  }

  private static Tag tag(Section section, Map.Entry<String, Spot> entry) throws BadValueException {
    if (!entry.getKey().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,62}")) {
      throw new BadValueException(
          section.placeOfKey(entry.getKey()),
          "This cannot be a tag's name.",
          "Use letters, digits, dots, dashes and underscores, such as pii.");
    }
    List<ColumnPattern> columns = new ArrayList<>();
    List<Glob> policyTags = new ArrayList<>();
    entry
        .getValue()
        .someOf(
            "columns",
            element -> {
              String text = element.text("a column");
              if (text.startsWith(POLICY_TAG)) {
                return policyTags.add(policyTag(element, text.substring(POLICY_TAG.length())));
              }
              return columns.add(column(element, text));
            });
    return new Tag(entry.getKey(), columns, policyTags);
  }

  private static Glob policyTag(Spot spot, String name) throws BadValueException {
    if (name.isBlank() || name.contains("**")) {
      throw spot.bad(
          "This names no policy tag.",
          "Write policy_tag: and its resource name, as in"
              + " policy_tag:projects/p/locations/eu/taxonomies/1/policyTags/*.");
    }
    return Glob.caseSensitive(name.strip());
  }

  private static ColumnPattern column(Spot spot, String text) throws BadValueException {
    try {
      return ColumnPattern.parse(text);
    } catch (BadPattern e) {
      throw spot.bad(e.reason(), "");
    }
  }

  static MaskingRule masking(Spot spot, List<Tag> tags) throws BadValueException {
    Section section =
        spot.section(
            "a masking rule", "tag", "method", "indirect", "moves", "value", "size", "unit");
    return new MaskingRule(
        known(section.required("tag", "tag: pii"), tags),
        method(section),
        section.optional(
            "indirect", s -> AccessReader.verdict(s, List.of(Verdict.values())), Verdict.HOLD),
        section.optional(
            "moves", s -> AccessReader.verdict(s, List.of(Verdict.values())), Verdict.HOLD),
        section.place());
  }

  static Detector detector(Spot spot, List<Tag> tags) throws BadValueException {
    Section section =
        spot.section(
            "a detector", "type", "regex", "then", "tag", "method", "value", "size", "unit");
    Detector.Type type =
        section
            .required("type", "type: email")
            .oneOf("type", List.of(Detector.Type.values()), Detector.Type::code);
    Optional<Spot> regex = section.optional("regex");
    if ((type == Detector.Type.PATTERN) != regex.isPresent()) {
      throw section.bad(
          "Detectors of type pattern have a regex, and only they.",
          type == Detector.Type.PATTERN
              ? "Write regex: \"…\"."
              : "Leave regex out, or write type: pattern.");
    }
    Optional<Pattern> pattern =
        regex.isPresent() ? Optional.of(pattern(regex.get())) : Optional.empty();
    Detector.Then then =
        section.optional(
            "then",
            s -> s.oneOf("then", List.of(Detector.Then.values()), Detector.Then::code),
            Detector.Then.MASK);
    return switch (then) {
      case MASK -> {
        refuse(section, then, "tag");
        yield new Detector(type, pattern, then, method(section), "");
      }
      case ALERT -> {
        refuse(section, then, "tag", "method", "value", "size", "unit");
        yield new Detector(type, pattern, then, NOTHING_SHOWN, "");
      }
      case SUGGEST -> {
        refuse(section, then, "method", "value", "size", "unit");
        Spot tag = section.required("tag", "tag: pii");
        yield new Detector(type, pattern, then, NOTHING_SHOWN, known(tag, tags));
      }
    };
  }

  private static void refuse(Section section, Detector.Then then, String... keys)
      throws BadValueException {
    for (String key : keys) {
      if (section.optional(key).isPresent()) {
        throw new BadValueException(
            section.placeOfKey(key),
            "A detector with then: " + then.code() + " takes no '" + key + "'.",
            "Leave it out.");
      }
    }
  }

  private static String known(Spot spot, List<Tag> tags) throws BadValueException {
    String tag = spot.text("a tag");
    List<String> known = tags.stream().map(Tag::name).toList();
    if (!known.contains(tag)) {
      throw spot.bad(
          "There is no tag '" + tag + "'.",
          known.isEmpty()
              ? "Name its columns under tags: first."
              : Suggestions.didYouMean(tag, known));
    }
    return tag;
  }

  private static Pattern pattern(Spot spot) throws BadValueException {
    String text = spot.text("a regular expression");
    try {
      Pattern pattern = Pattern.compile(text);
      if (pattern.programSize() <= MAX_REGEX) {
        return pattern;
      }
      throw spot.bad("The regular expression is too large.", "Use fewer repetitions.");
    } catch (PatternSyntaxException e) {
      throw spot.bad(
          "This is no regular expression: " + e.getDescription() + ".",
          "It has RE2's syntax, without look-around and back-references.");
    }
  }

  private static Masking method(Section section) throws BadValueException {
    MaskingMethod method =
        section
            .required("method", "method: redact")
            .oneOf("method", List.of(MaskingMethod.values()), MaskingMethod::code);
    String argument =
        switch (method) {
          case CONSTANT -> section.required("value", "value: \"***\"").text("the value to show");
          case BUCKET ->
              Long.toString(
                  section.optional("size", s -> Quantities.count(s, "a bucket's size"), 10L));
          case TRUNCATE_DATE ->
              section.optional("unit", s -> s.oneOf("unit", DATE_UNITS, u -> u), "month");
          case NULL, REDACT, HASH, LAST4, PARTIAL_EMAIL -> "";
        };
    String needed =
        switch (method) {
          case CONSTANT -> "value";
          case BUCKET -> "size";
          case TRUNCATE_DATE -> "unit";
          case NULL, REDACT, HASH, LAST4, PARTIAL_EMAIL -> "";
        };
    for (String key : List.of("value", "size", "unit")) {
      if (!key.equals(needed) && section.optional(key).isPresent()) {
        throw new BadValueException(
            section.placeOfKey(key),
            "The method " + method.code() + " takes no '" + key + "'.",
            "Leave it out.");
      }
    }
    return new Masking(method, argument);
  }
}
