package dev.chaperone.proxy.upstream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/** HTTP header fields in order; names compare without case (RFC 9110 section 5.1). Immutable. */
public final class Headers {
  public static final Headers NONE = new Headers(List.of());

  /** One field line. */
  public record Field(String name, String value) {
    /** The name only: the value may be a credential. */
    @Override
    public String toString() {
      return name;
    }
  }

  private final List<Field> fields;

  private Headers(List<Field> fields) {
    this.fields = List.copyOf(fields);
  }

  public static Headers of(List<Field> fields) {
    return new Headers(fields);
  }

  public static Headers of(Map<String, String> fields) {
    List<Field> list = new ArrayList<>();
    fields.forEach((name, value) -> list.add(new Field(name, value)));
    return new Headers(list);
  }

  public Optional<String> first(String name) {
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        return Optional.of(field.value());
      }
    }
    return Optional.empty();
  }

  public String firstOr(String name, String otherwise) {
    return first(name).orElse(otherwise);
  }

  public List<String> all(String name) {
    List<String> values = new ArrayList<>();
    for (Field field : fields) {
      if (field.name().equalsIgnoreCase(name)) {
        values.add(field.value());
      }
    }
    return values;
  }

  public boolean contains(String name) {
    return first(name).isPresent();
  }

  public Headers with(String name, String value) {
    List<Field> copy = new ArrayList<>(without(name).fields);
    copy.add(new Field(name, value));
    return new Headers(copy);
  }

  public Headers without(String name) {
    List<Field> copy = new ArrayList<>(fields);
    copy.removeIf(f -> f.name().equalsIgnoreCase(name));
    return copy.size() == fields.size() ? this : new Headers(copy);
  }

  public List<Field> fields() {
    return fields;
  }

  public void forEach(BiConsumer<String, String> action) {
    fields.forEach(f -> action.accept(f.name(), f.value()));
  }

  /** Names as they stand, repeated fields together. */
  public Map<String, List<String>> multiMap() {
    Map<String, List<String>> map = new LinkedHashMap<>();
    for (Field field : fields) {
      map.computeIfAbsent(field.name(), n -> new ArrayList<>()).add(field.value());
    }
    return map;
  }

  public static Headers ofMulti(Map<String, List<String>> map) {
    List<Field> list = new ArrayList<>();
    map.forEach((name, values) -> values.forEach(v -> list.add(new Field(name, v))));
    return new Headers(list);
  }

  /** Names only: values may be credentials. */
  @Override
  public String toString() {
    return "Headers" + fields.stream().map(Field::name).toList();
  }
}
