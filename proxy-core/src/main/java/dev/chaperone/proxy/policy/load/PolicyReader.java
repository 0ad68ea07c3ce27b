package dev.chaperone.proxy.policy.load;

import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.condition.ConditionCompiler;
import dev.chaperone.proxy.policy.model.Connection;
import dev.chaperone.proxy.policy.model.Defaults;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.policy.model.PolicySource;
import dev.chaperone.proxy.policy.model.Price;
import dev.chaperone.proxy.policy.model.Retention;
import dev.chaperone.proxy.policy.model.Tag;
import java.time.Duration;
import java.util.List;

/** Reads a policy's top level. */
final class PolicyReader {
  static final long VERSION = 1;

  private static final Duration LONGEST_HOLD = Duration.ofDays(7);

  private static final String[] KEYS = {
    "version",
    "connections",
    "reach",
    "defaults",
    "foreign_jobs",
    "legacy_sql",
    "price",
    "hold",
    "tags",
    "rules",
    "masking",
    "detectors",
    "recording",
    "retention",
    "budgets"
  };

  private final RuleReader rules;

  PolicyReader(ConditionCompiler compiler) {
    this.rules = new RuleReader(new ConditionReader(compiler));
  }

  Policy read(Spot root, PolicySource source) throws BadValueException {
    Section top = root.section("the policy", KEYS);
    version(top.required("version", "version: 1"));
    List<Tag> tags = top.lenient("tags", ProtectionReader::tags, List.of());
    Policy policy =
        new Policy(
            source,
            top.lenient(
                "connections", s -> s.someOf("connections", AccessReader::connection), List.of()),
            top.lenient("reach", s -> s.list("entries", AccessReader::reach), List.of()),
            top.lenient("defaults", AccessReader::defaults, Defaults.BUILT_IN),
            top.lenient(
                "foreign_jobs",
                s -> AccessReader.verdict(s, AccessReader.HOLD_OR_DENY),
                Verdict.DENY),
            top.lenient(
                "legacy_sql",
                s -> AccessReader.verdict(s, AccessReader.HOLD_OR_DENY),
                Verdict.DENY),
            top.lenient("price", PolicyReader::price, Price.BUILT_IN),
            top.lenient("hold", PolicyReader::hold, Policy.HOLD_EXPIRES),
            tags,
            top.lenient("rules", s -> s.list("rules", rules::rule), List.of()),
            top.lenient(
                "masking",
                s -> s.list("masking rules", m -> ProtectionReader.masking(m, tags)),
                List.of()),
            top.lenient(
                "detectors",
                s -> s.list("detectors", d -> ProtectionReader.detector(d, tags)),
                List.of()),
            top.lenient("recording", s -> s.list("recording rules", rules::recording), List.of()),
            top.lenient("retention", RuleReader::retention, Retention.BUILT_IN),
            top.lenient("budgets", s -> s.list("budgets", RuleReader::budget), List.of()));
    unique(root.problems(), top, policy);
    return policy;
  }

  private static void unique(Problems problems, Section top, Policy policy) {
    Names.unique(
        problems,
        "connections",
        policy.connections(),
        Connection::name,
        c -> top.placeOfKey("connections"));
    Names.unique(problems, "rules", policy.rules(), r -> r.name(), r -> r.place());
    Names.unique(problems, "masking rules for", policy.masking(), m -> m.tag(), m -> m.place());
    Names.unique(problems, "budgets", policy.budgets(), b -> b.name(), b -> b.place());
  }

  private static void version(Spot spot) throws BadValueException {
    if (spot.number("the version") != VERSION) {
      throw spot.bad(
          "This is version "
              + spot.word("the version")
              + " of the policy language; only version 1"
              + " is known here.",
          "Write version: 1, or use a newer Chaperone.");
    }
  }

  private static Price price(Spot spot) throws BadValueException {
    Spot perTib =
        spot.section("the price", "usd_per_tib").required("usd_per_tib", "usd_per_tib: 6.25");
    double usd = perTib.number("a price");
    if (!(usd >= 0) || Double.isInfinite(usd)) {
      throw perTib.bad("A price is not below 0.", "Write usd_per_tib: 6.25.");
    }
    return new Price(usd);
  }

  private static Duration hold(Spot spot) throws BadValueException {
    return Quantities.duration(
        spot.section("hold", "expires").required("expires", "expires: 15m"),
        "a time",
        LONGEST_HOLD);
  }
}
