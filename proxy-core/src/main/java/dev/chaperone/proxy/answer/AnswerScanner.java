package dev.chaperone.proxy.answer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Reads a BigQuery answer's figures from its JSON while the bytes pass, without a tree and without
 * holding rows. What is no JSON, or is too odd to follow, yields no further facts and no error: the
 * bytes are delivered all the same. One thread.
 */
public final class AnswerScanner {
  // The parser holds one string at a time; a longer one ends the scan, not the delivery.
  private static final int MAX_STRING = 4 << 20;
  private static final JsonFactory JSON =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(500)
                  .maxStringLength(MAX_STRING)
                  .build())
          .build();

  private final AnswerCollector collector = new AnswerCollector();
  private final RowSkipper rows = new RowSkipper(this::parse);
  private final Deque<String> path = new ArrayDeque<>();
  private final JsonParser parser;
  private final ByteArrayFeeder feeder;
  private String field = "";
  private boolean lost;

  public AnswerScanner() {
    try {
      parser = JSON.createNonBlockingByteArrayParser();
      feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
    } catch (IOException e) {
      throw new IllegalStateException("a parser that reads nothing yet cannot fail", e);
    }
  }

  /** Takes the next bytes of the body. */
  public void feed(byte[] bytes, int offset, int length) {
    if (lost || length == 0) {
      return;
    }
    rows.feed(bytes, offset, length);
  }

  private void parse(byte[] bytes, int offset, int length) {
    if (lost || length == 0) {
      return;
    }
    try {
      feeder.feedInput(bytes, offset, offset + length);
      drain();
    } catch (IOException | RuntimeException e) {
      lost = true;
    }
  }

  /**
   * What was found, after the last byte; of an answer that could not be followed, what came first.
   */
  public AnswerFacts finish() {
    return collector.facts(rows.rows());
  }

  private void drain() throws IOException {
    for (JsonToken token = parser.nextToken();
        token != null && token != JsonToken.NOT_AVAILABLE;
        token = parser.nextToken()) {
      take(token);
    }
  }

  private void take(JsonToken token) throws IOException {
    switch (token) {
      case FIELD_NAME -> field = parser.currentName();
      case START_OBJECT, START_ARRAY -> {
        path.addFirst(field);
        field = "";
      }
      case END_OBJECT, END_ARRAY -> path.removeFirst();
      case VALUE_STRING, VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT, VALUE_TRUE, VALUE_FALSE -> {
        if (collector.wants(field)) {
          collector.value(dotted(), parser.getText());
        }
      }
      case VALUE_NULL, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE -> {}
    }
  }

  private String dotted() {
    StringBuilder text = new StringBuilder();
    for (var names = path.descendingIterator(); names.hasNext(); ) {
      String name = names.next();
      if (!name.isEmpty()) {
        text.append(name).append('.');
      }
    }
    return text.append(field).toString();
  }
}
