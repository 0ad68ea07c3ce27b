package dev.chaperone.proxy.policy.load;

import dev.chaperone.proxy.policy.Place;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;

/** Reads YAML into nodes that know their place; nothing in the text can make objects. */
final class YamlFile {
  /** A policy with more than this is no policy. */
  static final int MAX_CODE_POINTS = 1 << 20;

  private YamlFile() {}

  static Spot read(String text, Problems problems) throws BadValueException {
    String plain = text.startsWith("\uFEFF") ? text.substring(1) : text;
    if (plain.codePointCount(0, plain.length()) > MAX_CODE_POINTS) {
      throw new BadValueException(
          Place.START, "The file is larger than 1 MiB.", "Write shorter patterns and rules.");
    }
    LoadSettings settings =
        LoadSettings.builder()
            .setUseMarks(true)
            .setCodePointLimit(MAX_CODE_POINTS)
            .setMaxAliasesForCollections(0)
            .build();
    try {
      Optional<Node> root = new Compose(settings).composeString(plain);
      return root.map(node -> new Spot(node, new SourceText(plain), problems))
          .orElseThrow(
              () ->
                  new BadValueException(
                      Place.START, "The file is empty.", "Begin with: version: 1"));
    } catch (StackOverflowError e) {
      throw new BadValueException(
          Place.START, "The file is nested too deeply.", "A policy needs five levels at most.");
    } catch (MarkedYamlEngineException e) {
      throw new BadValueException(
          place(e.getProblemMark().or(e::getContextMark)),
          "This is no YAML: " + e.getProblem() + ".",
          "Check the indentation, brackets and quotes just before this place.");
    } catch (YamlEngineException e) {
      throw new BadValueException(
          Place.START, "This is no YAML: " + e.getMessage(), "Write plain UTF-8 text.");
    }
  }

  static Place place(Optional<Mark> mark) {
    return mark.map(m -> new Place(m.getLine() + 1, m.getColumn() + 1)).orElse(Place.START);
  }
}
