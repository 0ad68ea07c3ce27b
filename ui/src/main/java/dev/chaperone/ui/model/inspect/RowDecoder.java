package dev.chaperone.ui.model.inspect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.util.List;

/**
 * Decodes an answer's rows from its pieces as they come, wherever they were cut: takes the schema
 * and one {@code f}/{@code v} row after the other, and holds no more of the answer than one row.
 */
final class RowDecoder {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final JsonFactory FACTORY = MAPPER.getFactory();

  private final DecodedRows rows;
  private final JsonParser parser;
  private final ByteArrayFeeder feeder;
  private int depth;
  private String topField = "";
  private boolean inRows;
  private int captureDepth;
  private TokenBuffer captured = new TokenBuffer(MAPPER, false);
  private boolean capturing;
  private boolean done;

  RowDecoder(DecodedRows rows) {
    this.rows = rows;
    try {
      parser = FACTORY.createNonBlockingByteArrayParser();
    } catch (IOException e) {
      throw new IllegalStateException("a parser without input cannot fail", e);
    }
    feeder = (ByteArrayFeeder) parser.getNonBlockingInputFeeder();
  }

  /** Returns false if no more is wanted: the limits are reached, or it is no JSON. */
  boolean feed(byte[] piece) {
    if (done || piece.length == 0) {
      return !done;
    }
    try {
      feeder.feedInput(piece, 0, piece.length);
      JsonToken token = parser.nextToken();
      while (token != JsonToken.NOT_AVAILABLE && token != null && !done) {
        take(token);
        token = parser.nextToken();
      }
    } catch (IOException e) {
      done = true;
    }
    return !done;
  }

  private void take(JsonToken token) throws IOException {
    if (capturing) {
      capture(token);
      return;
    }
    switch (token) {
      case START_OBJECT, START_ARRAY -> open(token);
      case END_OBJECT, END_ARRAY -> {
        depth--;
        inRows &= depth > 1;
      }
      case FIELD_NAME -> topField = depth == 1 ? parser.currentName() : topField;
      default -> {
        if (depth == 1 && topField.equals("totalRows")) {
          rows.total(parser.getText());
        }
      }
    }
  }

  private void open(JsonToken token) throws IOException {
    boolean schema = depth == 1 && topField.equals("schema") && token == JsonToken.START_OBJECT;
    boolean row = depth == 2 && inRows && token == JsonToken.START_OBJECT;
    if (schema || row) {
      capturing = true;
      captureDepth = 0;
      captured = new TokenBuffer(MAPPER, false);
      capture(token);
      return;
    }
    inRows |= depth == 1 && topField.equals("rows") && token == JsonToken.START_ARRAY;
    depth++;
  }

  private void capture(JsonToken token) throws IOException {
    captured.copyCurrentEvent(parser);
    if (token.isStructStart()) {
      captureDepth++;
    } else if (token.isStructEnd() && --captureDepth == 0) {
      capturing = false;
      JsonNode node = MAPPER.readTree(captured.asParser());
      if (inRows) {
        done = !rows.row(node);
      } else {
        rows.schema(List.copyOf(Field.list(node.path("fields"))));
      }
    }
  }
}
