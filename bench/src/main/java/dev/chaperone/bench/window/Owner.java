package dev.chaperone.bench.window;

import dev.chaperone.app.control.ControlServer;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that owns a store and lets agents write; told by lines on its input. */
final class Owner {
  private Owner() {}

  /** Arguments: folder, sessions, frames. Lines: {@code rate N}, {@code sent}; ends with input. */
  public static void main(String[] args) throws IOException {
    Path folder = Path.of(args[0]);
    try (Store store = Store.make(folder, Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        ControlServer server = ControlServer.start(store.console(), folder.resolve("c.sock"))) {
      store.startAgents();
      System.out.println(server.socket());
      System.out.flush();
      BufferedReader in =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("rate ")) {
          store.rate(Integer.parseInt(line.substring(5)));
        }
      }
    }
  }
}
