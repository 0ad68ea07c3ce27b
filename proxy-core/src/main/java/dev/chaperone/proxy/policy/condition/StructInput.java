package dev.chaperone.proxy.policy.condition;

import dev.cel.common.types.CelType;
import dev.cel.common.types.StructType;
import dev.cel.common.values.StructValue;
import dev.chaperone.proxy.policy.Fact;
import java.util.Map;
import java.util.Optional;

/** A section of the inputs as CEL sees it: reading an unknown field fails, and is noted. */
@SuppressWarnings("Immutable") // It lives as long as one decision, on one thread.
final class StructInput extends StructValue<String, Object> {
  private final String path;
  private final StructType type;
  private final Map<String, Fact<?>> fields;
  private final Meter meter;

  StructInput(String path, StructType type, Map<String, Fact<?>> fields, Meter meter) {
    this.path = path;
    this.type = type;
    this.fields = fields;
    this.meter = meter;
  }

  @Override
  public Object select(String field) {
    String name = path + "." + field;
    Fact<?> fact = fields.get(field);
    return meter.use(name, fact != null ? fact : Fact.unknown(field + " was not established"));
  }

  @Override
  public Optional<Object> find(String field) {
    return Optional.of(select(field));
  }

  @Override
  public Object value() {
    return this;
  }

  @Override
  public boolean isZeroValue() {
    return false;
  }

  @Override
  public CelType celType() {
    return type;
  }

  @Override
  public String toString() {
    return path;
  }
}
