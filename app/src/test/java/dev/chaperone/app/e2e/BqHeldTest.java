package dev.chaperone.app.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The real bq, whose queries are held. */
class BqHeldTest extends HeldEndToEnd {
  @Override
  String client() {
    return "bq";
  }

  @Override
  List<String> command(JsonNode connected, List<String> cases) {
    List<String> command = new ArrayList<>(List.of("bash"));
    command.add(Clone.clients().resolve("bq/held.sh").toString());
    command.add(folder.resolve("bq").toString());
    command.addAll(cases);
    return command;
  }
}
