package dev.chaperone.ui.model.filter;

import java.util.List;

/** Values seen so far, offered as suggestions. */
public record Vocabulary(List<String> agents, List<String> kinds, List<String> tables) {
  public static final Vocabulary EMPTY = new Vocabulary(List.of(), List.of(), List.of());

  public Vocabulary {
    agents = List.copyOf(agents);
    kinds = List.copyOf(kinds);
    tables = List.copyOf(tables);
  }
}
