package dev.chaperone.proxy.sql.lexer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What names mean between one pair of brackets. */
final class Scope {
  private final Optional<Scope> outer;
  private final List<Set<String>> outerAliases;
  private final Set<String> commonTables = new HashSet<>();
  private final Map<Integer, String> definitions = new HashMap<>();
  private Set<String> aliases = new HashSet<>();

  /** Within FROM's list, where a comma is followed by another table. */
  boolean fromList;

  /** The next thing is a table, or stands for one. */
  boolean tableNext;

  /** Within EXTRACT and its like, whose FROM is not the query's. */
  boolean fromIsArgument;

  /** Behind a pipe names are only known from there on. */
  boolean piped;

  private Scope(Optional<Scope> outer, List<Set<String>> outerAliases) {
    this.outer = outer;
    this.outerAliases = outerAliases;
  }

  static Scope outermost() {
    return new Scope(Optional.empty(), List.of());
  }

  /**
   * Between brackets that open here.
   *
   * @param inPlaceOfTable a query there does not see the aliases beside it
   */
  Scope inner(boolean inPlaceOfTable) {
    List<Set<String>> visible = new ArrayList<>(outerAliases);
    if (!inPlaceOfTable) {
      // In FROM only what stands before is visible, elsewhere what comes later too.
      visible.add(fromList || piped ? Set.copyOf(aliases) : aliases);
    }
    return new Scope(Optional.of(this), visible);
  }

  Optional<Scope> outer() {
    return outer;
  }

  void alias(String name) {
    aliases.add(name.toLowerCase(Locale.ROOT));
  }

  /** Another query begins beside the one before. */
  void newQuery() {
    aliases = new HashSet<>();
  }

  boolean isAlias(String lowerCase) {
    return aliases.contains(lowerCase);
  }

  /** The aliases around; they may still grow. */
  List<Set<String>> outerAliases() {
    return outerAliases;
  }

  void commonTable(String name) {
    commonTables.add(name.toLowerCase(Locale.ROOT));
  }

  /** The name counts from behind this bracket on. */
  void commonTableFrom(int closingBracket, String name) {
    definitions.put(closingBracket, name);
  }

  void closed(int bracket) {
    String defined = definitions.remove(bracket);
    if (defined != null) {
      commonTable(defined);
    }
  }

  boolean isCommonTable(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    for (Optional<Scope> s = Optional.of(this); s.isPresent(); s = s.get().outer) {
      if (s.get().commonTables.contains(lower)) {
        return true;
      }
    }
    return false;
  }
}
