package dev.chaperone.proxy.mask;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Optional;

/**
 * Which rules hold for the rows of one answer: from the schema that was known before, from the one
 * the answer brings, or from none. One thread.
 */
final class ResultPlan {
  private static final JsonMapper JSON =
      JsonMapper.builder(
              JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private final MaskPlan plan;
  private final Optional<BoundPlan> known;
  private BoundPlan bound;
  private boolean rowsBegun;

  ResultPlan(MaskPlan plan, Optional<BoundPlan> known) {
    this.plan = plan;
    this.known = known;
    bound = known.orElseGet(plan::bindBlindly);
  }

  BoundPlan bound() {
    return bound;
  }

  /** From now on the rules stay what they are. */
  void rowsBegin() {
    rowsBegun = true;
  }

  /**
   * The answer's schema has come.
   *
   * @return what the agent gets in its place; empty if it stays as it is
   */
  Optional<byte[]> schema(byte[] b, int from, int to) throws MaskingException {
    JsonNode told;
    try {
      told = JSON.readTree(b, from, to - from);
    } catch (IOException e) {
      throw new MaskingException("the answer's schema cannot be read");
    }
    if (rowsBegun) {
      if (known.isPresent() && contradicts(told)) {
        throw new MaskingException("the answer's schema came after the rows and is another one");
      }
    } else {
      bound = bind(told);
    }
    if (plan.isNothing() || told.isNull()) {
      return Optional.empty();
    }
    if (!(told instanceof ObjectNode schema)) {
      throw new MaskingException("the answer's schema has an unknown form");
    }
    boolean changed = SchemaForm.tidy(schema) | bound.relax(schema);
    return changed ? Optional.of(write(schema)) : Optional.empty();
  }

  private boolean contradicts(JsonNode told) {
    return known.flatMap(BoundPlan::schema).map(schema -> schema.contradicts(told)).orElse(false);
  }

  private BoundPlan bind(JsonNode told) {
    if (known.isPresent() && !contradicts(told)) {
      return known.get();
    }
    MaskPlan now =
        known.isPresent() ? plan.becomeEverything("the answer has another schema", true) : plan;
    return ResultSchema.read(told).map(now::bind).orElseGet(now::bindBlindly);
  }

  private static byte[] write(ObjectNode schema) {
    try {
      return JSON.writeValueAsBytes(schema);
    } catch (IOException e) {
      throw new IllegalStateException("a tree can be written", e);
    }
  }
}
