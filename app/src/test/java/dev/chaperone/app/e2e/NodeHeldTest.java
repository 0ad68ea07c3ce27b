package dev.chaperone.app.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Google's Node library, whose queries are held. */
class NodeHeldTest extends HeldEndToEnd {
  @Override
  String client() {
    return "node";
  }

  @Override
  List<String> command(JsonNode connected, List<String> cases) throws IOException {
    List<String> command = new ArrayList<>(List.of("node"));
    command.add(RealClient.nodeProgram("held.mjs").toString());
    command.addAll(cases);
    return command;
  }
}
