package dev.chaperone.app.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A real client whose queries are held, and how its program of cases NAME:MODE:LIMIT is run. */
enum HeldClient {
  BQ("bq", List.of("ask"), "ask"),
  // Node's library gives up after some three seconds of refused connections.
  NODE("node", List.of("ask"), "resume"),
  PYTHON("python", List.of("ask", "job"), "ask"),
  JAVA("java", List.of("ask", "job"), "ask");

  private final String code;
  private final List<String> ways;
  private final String lasting;

  HeldClient(String code, List<String> ways, String lasting) {
    this.code = code;
    this.ways = ways;
    this.lasting = lasting;
  }

  /** Its name for {@code connect}, and of its agent. */
  String code() {
    return code;
  }

  /** The modes in which it asks for rows, on default settings. */
  List<String> ways() {
    return ways;
  }

  /** The mode that lives through a gateway's restart. */
  String lasting() {
    return lasting;
  }

  List<String> command(JsonNode connected, Path folder, List<String> cases) throws IOException {
    Path clients = Clone.clients();
    List<String> command = new ArrayList<>();
    switch (this) {
      case BQ -> {
        command.add("bash");
        command.add(clients.resolve("bq/held.sh").toString());
        command.add(folder.resolve("bq").toString());
      }
      case NODE -> {
        command.add("node");
        command.add(RealClient.nodeProgram("held.mjs").toString());
      }
      case PYTHON -> {
        command.add(RealClient.PYTHON.toString());
        command.add(clients.resolve("python/held.py").toString());
      }
      case JAVA -> {
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        connected.path("java_options").forEach(option -> command.add(option.asText()));
        command.add("-cp");
        command.add(RealClient.JAVA_LIBRARIES + "/*");
        command.add(clients.resolve("java/Held.java").toString());
      }
    }
    command.addAll(cases);
    return command;
  }
}
