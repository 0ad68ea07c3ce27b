package dev.chaperone.proxy.policy.condition;

import com.google.common.collect.ImmutableCollection;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.cel.common.types.CelType;
import dev.cel.common.types.CelTypeProvider;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.cel.common.types.StructType;
import dev.chaperone.proxy.policy.input.InputField;
import dev.chaperone.proxy.policy.input.InputFields;
import dev.chaperone.proxy.policy.input.InputKind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The inputs as CEL types: one struct type for each section, so that a misspelt name is found. */
final class InputTypes implements CelTypeProvider {
  static final InputTypes INSTANCE = new InputTypes();

  /** Constants for sizes. */
  static final Map<String, Long> UNITS =
      Map.of("KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30, "TiB", 1L << 40);

  private final ImmutableMap<String, StructType> structs;

  private InputTypes() {
    ImmutableMap.Builder<String, StructType> made = ImmutableMap.builder();
    for (String section : InputFields.sections()) {
      ImmutableMap.Builder<String, CelType> collected = ImmutableMap.builder();
      for (InputField<?> field : InputFields.in(section)) {
        collected.put(field.name(), type(field.kind()));
      }
      ImmutableMap<String, CelType> fields = collected.buildOrThrow();
      made.put(
          section,
          StructType.create(
              "chaperone." + section,
              fields.keySet(),
              name -> Optional.ofNullable(fields.get(name))));
    }
    structs = made.buildOrThrow();
  }

  StructType struct(String section) {
    StructType type = structs.get(section);
    if (type == null) {
      throw new IllegalArgumentException("no input is called " + section);
    }
    return type;
  }

  /** The variables that conditions may use, constants included. */
  Map<String, CelType> variables() {
    Map<String, CelType> variables = new LinkedHashMap<>();
    structs.forEach(
        (section, type) -> {
          switch (section) {
            case InputFields.TABLE -> variables.put("tables", ListType.create(type));
            case InputFields.COLUMN -> variables.put("columns", ListType.create(type));
            default -> variables.put(section, type);
          }
        });
    UNITS.keySet().stream().sorted().forEach(unit -> variables.put(unit, SimpleType.INT));
    return variables;
  }

  /** Names a person may have meant: variables and the fields of every section. */
  List<String> names() {
    return InputFields.ALL.stream().map(InputField::name).distinct().toList();
  }

  @Override
  public ImmutableCollection<CelType> types() {
    return ImmutableList.copyOf(structs.values());
  }

  @Override
  public Optional<CelType> findType(String name) {
    return structs.values().stream()
        .filter(type -> type.name().equals(name))
        .map(CelType.class::cast)
        .findFirst();
  }

  private static CelType type(InputKind kind) {
    return switch (kind) {
      case TEXT -> SimpleType.STRING;
      case WHOLE -> SimpleType.INT;
      case DECIMAL -> SimpleType.DOUBLE;
      case FLAG -> SimpleType.BOOL;
      case TEXTS -> ListType.create(SimpleType.STRING);
      case INSTANT -> SimpleType.TIMESTAMP;
      case DURATION -> SimpleType.DURATION;
    };
  }
}
