package dev.chaperone.app.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Google's Java library, whose queries are held. */
class JavaHeldTest extends HeldEndToEnd {
  @Override
  String client() {
    return "java";
  }

  @Override
  List<String> moreWays() {
    return List.of("job");
  }

  @Override
  List<String> command(JsonNode connected, List<String> cases) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    connected.path("java_options").forEach(option -> command.add(option.asText()));
    command.add("-cp");
    command.add(RealClient.JAVA_LIBRARIES + "/*");
    command.add(Clone.clients().resolve("java/Held.java").toString());
    command.addAll(cases);
    return command;
  }
}
