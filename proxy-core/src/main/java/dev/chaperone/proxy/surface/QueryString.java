package dev.chaperone.proxy.surface;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A request's query: order and bytes of what the client sent, without anything that carries a
 * credential or changes the answer's form into a script.
 */
public final class QueryString {
  public static final QueryString EMPTY = new QueryString(List.of(), List.of());

  /** As they are compared: in lower case, without underscores. */
  private static final Set<String> STRIPPED =
      Set.of("key", "accesstoken", "oauthtoken", "callback");

  /** The only parameter of BigQuery's that may stand more than once. */
  private static final Set<String> REPEATED = Set.of("stateFilter");

  private static final String SAFE_DOLLAR_PARAMETER = "$.xgafv";

  /** One parameter; {@code raw} is what the client wrote, its name unmasked. */
  private record Parameter(String name, String value, String raw) {}

  private final List<Parameter> parameters;
  private final List<String> stripped;

  private QueryString(List<Parameter> parameters, List<String> stripped) {
    this.parameters = List.copyOf(parameters);
    this.stripped = List.copyOf(stripped);
  }

  /** The query cannot be understood in only one way. */
  public static final class MalformedException extends Exception {
    private static final long serialVersionUID = 1L;

    MalformedException(String message) {
      super(message);
    }
  }

  /**
   * Reads what stands after the question mark, {@code ""} for none.
   *
   * @throws MalformedException if it is not well-formed, or a parameter is given twice
   */
  public static QueryString parse(String raw) throws MalformedException {
    if (raw.isEmpty()) {
      return EMPTY;
    }
    List<Parameter> kept = new ArrayList<>();
    List<String> stripped = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String piece : raw.split("&", -1)) {
      if (piece.isEmpty()) {
        continue;
      }
      Parameter parameter = parameter(piece);
      String folded = parameter.name().toLowerCase(Locale.ROOT);
      // Google takes a parameter by either name, parentJobId and parent_job_id.
      String meaning = folded.replace("_", "");
      if (STRIPPED.contains(meaning)) {
        stripped.add(folded);
        continue;
      }
      if (folded.startsWith("$") && !folded.equals(SAFE_DOLLAR_PARAMETER)) {
        throw new MalformedException(
            "the query parameter " + Shown.text(parameter.name()) + " is not let through");
      }
      if (!REPEATED.contains(parameter.name()) && !seen.add(meaning)) {
        throw new MalformedException(
            "the query parameter " + Shown.text(parameter.name()) + " is given more than once");
      }
      kept.add(parameter);
    }
    return new QueryString(kept, stripped);
  }

  /** Unencoded by some clients, but no part of a URI (RFC 3986), so it cannot be sent. */
  private static boolean isIllegal(int c) {
    return "\"<>\\^`{|} #".indexOf(c) >= 0;
  }

  private static Parameter parameter(String piece) throws MalformedException {
    int equals = piece.indexOf('=');
    String rawName = equals < 0 ? piece : piece.substring(0, equals);
    String rawValue = equals < 0 ? "" : piece.substring(equals + 1);
    String name = decode(rawName);
    // A name nobody has to encode gets one spelling, so that nothing later overlooks the other.
    boolean disguised = !name.equals(rawName) && PercentCodec.encode(name).equals(name);
    String raw = disguised && equals >= 0 ? name + "=" + rawValue : disguised ? name : piece;
    String value = decode(rawValue);
    if (raw.chars().anyMatch(QueryString::isIllegal)) {
      String encoded = PercentCodec.encode(name);
      raw = equals < 0 ? encoded : encoded + "=" + PercentCodec.encode(value);
    }
    return new Parameter(name, value, raw);
  }

  private static String decode(String raw) throws MalformedException {
    // Some servers part parameters at a semicolon: a credential could hide behind one.
    if (raw.indexOf(';') >= 0) {
      throw new MalformedException("a semicolon in the query must be written as %3B");
    }
    return PercentCodec.decode(raw.replace('+', ' '))
        .orElseThrow(() -> new MalformedException("the query is not valid percent-encoded UTF-8"));
  }

  /** The first value of this parameter, decoded. */
  public Optional<String> first(String name) {
    return parameters.stream().filter(p -> p.name().equals(name)).map(Parameter::value).findFirst();
  }

  /** The same by any of the spellings that Google takes for this name. */
  public Optional<String> firstMeaning(String name) {
    String meaning = meaning(name);
    return parameters.stream()
        .filter(p -> meaning(p.name()).equals(meaning))
        .map(Parameter::value)
        .findFirst();
  }

  private static String meaning(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "");
  }

  public boolean has(String name) {
    return first(name).isPresent();
  }

  /** Names of what was taken out, for the record; never the values. */
  public List<String> stripped() {
    return stripped;
  }

  public boolean isEmpty() {
    return parameters.isEmpty();
  }

  /** What goes upstream, in the client's own bytes and order. */
  public String raw() {
    return String.join("&", parameters.stream().map(Parameter::raw).toList());
  }

  /** This query without the parameter. */
  public QueryString without(String name) {
    return new QueryString(
        parameters.stream().filter(p -> !p.name().equals(name)).toList(), stripped);
  }

  /** This query with the parameter set to one value, at the end unless it was there before. */
  public QueryString with(String name, String value) {
    List<Parameter> changed = new ArrayList<>();
    Parameter added =
        new Parameter(name, value, PercentCodec.encode(name) + "=" + PercentCodec.encode(value));
    boolean placed = false;
    for (Parameter p : parameters) {
      if (!p.name().equals(name)) {
        changed.add(p);
      } else if (!placed) {
        changed.add(added);
        placed = true;
      }
    }
    if (!placed) {
      changed.add(added);
    }
    return new QueryString(changed, stripped);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof QueryString q && parameters.equals(q.parameters);
  }

  @Override
  public int hashCode() {
    return parameters.hashCode();
  }

  @Override
  public String toString() {
    return raw();
  }
}
