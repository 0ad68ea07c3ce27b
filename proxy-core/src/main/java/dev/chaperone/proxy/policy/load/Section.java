package dev.chaperone.proxy.policy.load;

import dev.chaperone.proxy.policy.Place;
import dev.chaperone.proxy.policy.Suggestions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** Keys and values; a key that is not known, or stands twice, is a problem at once. */
final class Section {
  private static final int MAX_KEYS = 1_000;

  private final Spot spot;
  private final String what;
  private final Map<String, Spot> values = new LinkedHashMap<>();
  private final Map<String, Place> keys = new LinkedHashMap<>();

  /**
   * Reads a mapping.
   *
   * @param known the keys it may have; none means any
   */
  Section(Spot spot, MappingNode node, String what, List<String> known) throws BadValueException {
    this.spot = spot;
    this.what = what;
    if (node.getValue().size() > MAX_KEYS) {
      throw spot.bad("There are too many keys.", "Write at most " + MAX_KEYS + ".");
    }
    for (NodeTuple tuple : node.getValue()) {
      Spot key = spot.at(tuple.getKeyNode());
      spot.problems().collect(() -> enter(key, spot.at(tuple.getValueNode()), known));
    }
  }

  private String enter(Spot key, Spot value, List<String> known) throws BadValueException {
    if (!(key.node() instanceof ScalarNode scalar)) {
      throw key.bad("A key has to be a word.", "Write key: value.");
    }
    key.checkPlain();
    String name = scalar.getValue();
    if (!known.isEmpty() && !known.contains(name)) {
      throw key.bad(
          "There is no key '" + name + "' in " + what + ".", Suggestions.didYouMean(name, known));
    }
    if (values.putIfAbsent(name, value) != null) {
      throw key.bad("The key '" + name + "' stands twice in " + what + ".", "Keep one of the two.");
    }
    keys.put(name, key.place());
    return name;
  }

  Place place() {
    return spot.place();
  }

  BadValueException bad(String reason, String remedy) {
    return spot.bad(reason, remedy);
  }

  Optional<Spot> optional(String key) {
    return Optional.ofNullable(values.get(key));
  }

  Spot required(String key, String example) throws BadValueException {
    Spot value = values.get(key);
    if (value == null) {
      throw spot.bad("The key '" + key + "' is missing in " + what + ".", "Write " + example + ".");
    }
    return value;
  }

  /** The value read, or the other one where the key is left out. */
  <T> T optional(String key, Spot.Reader<T> reader, T otherwise) throws BadValueException {
    Spot value = values.get(key);
    return value == null ? otherwise : reader.read(value);
  }

  /** As {@link #optional(String, Spot.Reader, Object)}; what cannot be read becomes a problem. */
  <T> T lenient(String key, Spot.Reader<T> reader, T otherwise) {
    return spot.problems().collect(() -> optional(key, reader, otherwise), otherwise);
  }

  Map<String, Spot> values() {
    return values;
  }

  Place placeOfKey(String key) {
    return keys.getOrDefault(key, place());
  }
}
