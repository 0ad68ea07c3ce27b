package dev.chaperone.proxy.policy.load;

import dev.chaperone.proxy.policy.Place;
import dev.chaperone.proxy.policy.Suggestions;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** A value in the file, read as what it has to be. */
final class Spot {
  private static final int MAX_ELEMENTS = 10_000;

  private final Node node;
  private final SourceText source;
  private final Problems problems;

  Spot(Node node, SourceText source, Problems problems) {
    this.node = node;
    this.source = source;
    this.problems = problems;
  }

  /** One element that may turn out to be bad. */
  interface Reader<T> {
    T read(Spot spot) throws BadValueException;
  }

  Place place() {
    return YamlFile.place(node.getStartMark());
  }

  Node node() {
    return node;
  }

  Problems problems() {
    return problems;
  }

  Spot at(Node other) {
    return new Spot(other, source, problems);
  }

  /** Where a character of this scalar's value was written. */
  Place placeOf(int offset) {
    return node instanceof ScalarNode scalar
        ? source.placeOf(place(), scalar.getValue(), offset)
        : place();
  }

  BadValueException bad(String reason, String remedy) {
    return new BadValueException(place(), reason, remedy);
  }

  Section section(String what, String... keys) throws BadValueException {
    checkPlain();
    if (node instanceof MappingNode mapping) {
      return new Section(this, mapping, what, List.of(keys));
    }
    throw bad(
        "Here " + what + " is expected, not " + shown() + ".",
        "Write keys and values: " + String.join(", ", keys) + ".");
  }

  /** All elements that can be read; the others become problems. */
  <T> List<T> list(String what, Reader<T> reader) throws BadValueException {
    checkPlain();
    if (!(node instanceof SequenceNode sequence)) {
      throw bad(
          "Here a list of " + what + " is expected, not " + shown() + ".",
          "Write [ … ], or one line with a dash for each.");
    }
    if (sequence.getValue().size() > MAX_ELEMENTS) {
      throw bad("The list is too long.", "Write at most " + MAX_ELEMENTS + " elements.");
    }
    List<T> read = new ArrayList<>();
    for (Node element : sequence.getValue()) {
      problems.collect(() -> reader.read(at(element))).ifPresent(read::add);
    }
    return read;
  }

  /** A list with something in it. */
  <T> List<T> someOf(String what, Reader<T> reader) throws BadValueException {
    if (node instanceof SequenceNode sequence && sequence.getValue().isEmpty()) {
      throw bad("The list of " + what + " is empty.", "Name at least one, or leave the key out.");
    }
    return list(what, reader);
  }

  String text(String what) throws BadValueException {
    ScalarNode scalar = scalar(what);
    if (!scalar.getTag().equals(Tag.STR)) {
      throw bad(
          "Here " + what + " is expected as text, not " + shown() + ".",
          "Put it in quotes if it is meant as text.");
    }
    if (scalar.getValue().isBlank()) {
      throw bad("Here " + what + " is empty.", "Write something, or leave the key out.");
    }
    return scalar.getValue();
  }

  /** The value's characters, whether YAML takes them for text or a number. */
  String word(String what) throws BadValueException {
    return scalar(what).getValue();
  }

  boolean isNull() {
    return node.getTag().equals(Tag.NULL);
  }

  boolean isText() {
    return node.getTag().equals(Tag.STR);
  }

  boolean flag(String what) throws BadValueException {
    ScalarNode scalar = scalar(what);
    if (!scalar.getTag().equals(Tag.BOOL)) {
      throw bad("Here " + what + " is true or false, not " + shown() + ".", "Write true or false.");
    }
    return Boolean.parseBoolean(scalar.getValue());
  }

  double number(String what) throws BadValueException {
    ScalarNode scalar = scalar(what);
    if (!scalar.getTag().equals(Tag.INT) && !scalar.getTag().equals(Tag.FLOAT)) {
      throw bad("Here " + what + " is a number, not " + shown() + ".", "Write it like 6.25.");
    }
    try {
      return Double.parseDouble(scalar.getValue());
    } catch (NumberFormatException e) {
      throw bad("The number " + shown() + " cannot be used.", "Write it like 6.25.");
    }
  }

  /** One of a few words. */
  <E> E oneOf(String what, List<E> values, Function<E, String> code) throws BadValueException {
    String word = scalar(what).getValue();
    for (E value : values) {
      if (code.apply(value).equals(word)) {
        return value;
      }
    }
    Stream<String> codes = values.stream().map(code);
    List<String> known = codes.toList();
    throw bad(
        "'" + word + "' is no " + what + "; it is one of " + String.join(", ", known) + ".",
        Suggestions.didYouMean(word, known));
  }

  private ScalarNode scalar(String what) throws BadValueException {
    checkPlain();
    if (node instanceof ScalarNode scalar) {
      return scalar;
    }
    throw bad("Here " + what + " is expected, not " + shown() + ".", "Write one value.");
  }

  void checkPlain() throws BadValueException {
    if (node.getAnchor().isPresent()) {
      throw bad("Anchors and aliases are not used in policies.", "Write the value out.");
    }
    boolean known =
        Stream.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.MAP, Tag.SEQ)
            .anyMatch(node.getTag()::equals);
    if (!known) {
      throw bad("The tag " + node.getTag() + " is not known.", "Leave it out.");
    }
  }

  private String shown() {
    if (node instanceof ScalarNode scalar) {
      String value = scalar.getValue();
      return isNull() ? "nothing" : "'" + (value.length() > 40 ? "…" : value) + "'";
    }
    return node instanceof SequenceNode ? "a list" : "keys and values";
  }
}
