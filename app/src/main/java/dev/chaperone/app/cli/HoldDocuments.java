package dev.chaperone.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.app.json.Json;
import dev.chaperone.console.HoldAnswer;
import dev.chaperone.console.PolicyStatus;
import dev.chaperone.console.TagOverview;
import dev.chaperone.recordings.GrantSummary;
import dev.chaperone.recordings.HoldSummary;
import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.HeldRequest;

/**
 * The JSON that scripts read about holds, grants, tags and the policy. Its names are a promise:
 * they are extended, never renamed. Numbers that are not known are -1, text is empty.
 */
final class HoldDocuments {
  private static final JsonMapper SNAKE =
      Json.MAPPER.rebuild().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private HoldDocuments() {}

  static ObjectNode summary(HoldSummary hold) {
    ObjectNode node = SNAKE.valueToTree(hold);
    node.put("agent", hold.owner().agent());
    node.put("session", hold.session().value());
    node.set("decider", decider(hold.decider()));
    return node;
  }

  static ObjectNode request(HeldRequest request) {
    ObjectNode node = SNAKE.valueToTree(request);
    node.put("agent_session", request.agentSession().value());
    return node;
  }

  static ObjectNode grant(GrantSummary grant) {
    ObjectNode node = SNAKE.valueToTree(grant);
    node.put("agent", grant.owner().agent());
    node.set("by", decider(grant.by()));
    return node;
  }

  static ObjectNode answer(HoldAnswer answer) {
    return SNAKE.valueToTree(answer);
  }

  static ObjectNode policy(PolicyStatus status) {
    ObjectNode node = SNAKE.valueToTree(status);
    node.remove("text");
    return node;
  }

  static ObjectNode tags(TagOverview tags) {
    return SNAKE.valueToTree(tags);
  }

  private static JsonNode decider(Decider decider) {
    return Json.MAPPER
        .createObjectNode()
        .put("identity", decider.identity())
        .put("how", decider.how().code());
  }
}
