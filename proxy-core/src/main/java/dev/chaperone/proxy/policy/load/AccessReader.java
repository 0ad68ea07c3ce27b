package dev.chaperone.proxy.policy.load;

import dev.chaperone.proxy.policy.Verdict;
import dev.chaperone.proxy.policy.glob.BadPattern;
import dev.chaperone.proxy.policy.glob.Glob;
import dev.chaperone.proxy.policy.glob.TablePattern;
import dev.chaperone.proxy.policy.model.Connection;
import dev.chaperone.proxy.policy.model.Defaults;
import dev.chaperone.proxy.policy.model.ReachRule;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Set;

/** Reads who may go where: connections, reach and defaults. */
final class AccessReader {
  private static final List<Verdict> ALL = List.of(Verdict.values());
  static final List<Verdict> HOLD_OR_DENY = List.of(Verdict.HOLD, Verdict.DENY);
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private AccessReader() {}

  static Connection connection(Spot spot) throws BadValueException {
    Section section = spot.section("a connection", "name", "upstream", "credential", "projects");
    return new Connection(
        Names.read(section.required("name", "name: default"), "a connection's name"),
        upstream(section.required("upstream", "upstream: \"https://bigquery.googleapis.com\"")),
        section.optional("credential", s -> s.text("a credential"), "adc"),
        section.optional(
            "projects",
            s -> s.someOf("projects", p -> glob(p, "a project")),
            List.of(Glob.caseSensitive("*"))),
        section.place());
  }

  private static URI upstream(Spot spot) throws BadValueException {
    String text = spot.text("an address");
    try {
      URI uri = new URI(text);
      String host = uri.getHost();
      boolean loopback = host != null && LOOPBACK.contains(host);
      boolean scheme =
          "https".equals(uri.getScheme()) || loopback && "http".equals(uri.getScheme());
      boolean bare = uri.getUserInfo() == null && uri.getQuery() == null;
      if (host != null && scheme && bare) {
        return uri;
      }
    } catch (URISyntaxException e) {
      // Said below, without quoting what may hold a secret.
    }
    throw spot.bad(
        "This is no address a credential may be sent to.",
        "Write https://bigquery.googleapis.com; http only for 127.0.0.1; no user name, no query.");
  }

  static ReachRule reach(Spot spot) throws BadValueException {
    Section section = spot.section("a reach entry", "agents", "groups", "datasets");
    List<Glob> agents =
        section.optional("agents", s -> s.someOf("agents", a -> glob(a, "an agent")), List.of());
    List<Glob> groups =
        section.optional("groups", s -> s.someOf("groups", g -> glob(g, "a group")), List.of());
    if (agents.isEmpty() && groups.isEmpty()) {
      throw section.bad(
          "This reach entry is for nobody.", "Write agents: [\"*\"] or groups: [analysts].");
    }
    return new ReachRule(
        agents,
        groups,
        section
            .required("datasets", "datasets: [\"shop.*\"]")
            .someOf("datasets", AccessReader::tables));
  }

  private static TablePattern tables(Spot spot) throws BadValueException {
    try {
      return TablePattern.parse(spot.text("a dataset"));
    } catch (BadPattern e) {
      throw spot.bad(e.reason(), "");
    }
  }

  static Glob glob(Spot spot, String what) throws BadValueException {
    String text = spot.text(what);
    if (text.contains("**") || text.length() > 1_024) {
      throw spot.bad("'" + text + "' cannot be matched.", "Write one * for any characters.");
    }
    return Glob.caseSensitive(text);
  }

  static Defaults defaults(Spot spot) throws BadValueException {
    Section section = spot.section("defaults", "read", "write", "schema", "access", "unknown");
    Defaults builtIn = Defaults.BUILT_IN;
    return new Defaults(
        section.lenient("read", s -> verdict(s, ALL), builtIn.read()),
        section.lenient("write", s -> verdict(s, ALL), builtIn.write()),
        section.lenient("schema", s -> verdict(s, ALL), builtIn.schema()),
        section.lenient("access", s -> verdict(s, ALL), builtIn.access()),
        section.lenient("unknown", s -> verdict(s, HOLD_OR_DENY), builtIn.unknown()));
  }

  static Verdict verdict(Spot spot, List<Verdict> possible) throws BadValueException {
    return spot.oneOf("decision here", possible, Verdict::code);
  }
}
