package dev.chaperone.app.streaming;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chaperone.app.Main;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code chaperone serve} as a process of its own, with one agent. */
final class ServedProcess implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final Path data;
  private final Process process;
  private final String address;

  ServedProcess(Path data, URI upstream) throws IOException {
    this.data = data;
    process =
        command(
                "serve",
                "--data",
                data.toString(),
                "--port",
                "0",
                "--https-port",
                "0",
                "--upstream",
                upstream.toString(),
                "--credentials",
                "none",
                "--json")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    address = JSON.readTree(out.readLine()).path("http").asText();
  }

  String address() {
    return address;
  }

  /** Creates an agent through the control socket and reads its token. */
  String agent(String name) throws IOException {
    Process add =
        command("agent", "add", name, "--data", data.toString(), "--json")
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    JsonNode answer = JSON.readTree(add.getInputStream());
    return Files.readString(Path.of(answer.path("token_file").asText())).strip();
  }

  /** Resident memory now, in bytes, as Linux tells it. */
  long residentBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + process.pid() + "/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IOException("the process is gone");
  }

  @Override
  public void close() {
    process.destroy();
    process.onExit().join();
  }

  private static ProcessBuilder command(String... args) {
    List<String> line =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-XX:+UseSerialGC",
                "-Xmx320m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
    line.addAll(List.of(args));
    return new ProcessBuilder(line);
  }
}
