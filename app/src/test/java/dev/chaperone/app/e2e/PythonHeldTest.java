package dev.chaperone.app.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Google's Python library, whose queries are held. */
class PythonHeldTest extends HeldEndToEnd {
  @Override
  String client() {
    return "python";
  }

  @Override
  List<String> moreWays() {
    return List.of("job");
  }

  @Override
  List<String> command(JsonNode connected, List<String> cases) {
    List<String> command = new ArrayList<>(List.of(RealClient.PYTHON.toString()));
    command.add(Clone.clients().resolve("python/held.py").toString());
    command.addAll(cases);
    return command;
  }
}
