package dev.chaperone.app.control;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import dev.chaperone.console.ConsoleException;

/** What comes back: any number of items, then an end or a failure. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "is")
@JsonSubTypes({
  @JsonSubTypes.Type(value = Reply.Item.class, name = "item"),
  @JsonSubTypes.Type(value = Reply.End.class, name = "end"),
  @JsonSubTypes.Type(value = Reply.Failed.class, name = "failed")
})
sealed interface Reply {

  record Item(JsonNode value) implements Reply {}

  record End() implements Reply {}

  record Failed(ConsoleException.Code code, String message) implements Reply {}
}
