package dev.chaperone.app.acceptance;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.host.RealParts;
import dev.chaperone.app.window.GatewayTexts;
import dev.chaperone.app.window.PreferencesFile;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.ui.launch.ConsoleLauncher;
import dev.chaperone.ui.launch.ConsoleSetup;
import dev.chaperone.ui.launch.ShownWindow;
import dev.chaperone.ui.model.console.ConsoleModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A process with the real window, attached to the gateway of a data folder. It tells on standard
 * output what has come to the views; {@code hog} on standard input lets it run out of memory,
 * {@code replay} plays the selected session.
 */
final class WindowProbe {
  static final String CONNECTION = "connection ";
  static final String SEEN = "seen ";
  static final String OUT_OF_MEMORY = "out of memory";

  static final String REPLAY = "replay ";

  private static final CompletableFuture<ShownWindow> SHOWN = new CompletableFuture<>();
  private static final List<byte[]> HOGGED = new ArrayList<>();

  private WindowProbe() {}

  public static void main(String[] arguments) throws Exception {
    DataFolder data = new DataFolder(Path.of(arguments[0]));
    Clock clock = Clock.systemUTC();
    Door door = new Door(data, new RealParts(clock), "probe", clock, Duration.ofSeconds(5));
    Thread.ofPlatform().daemon().name("orders").start(WindowProbe::obey);
    try (ExecutorService background = Executors.newVirtualThreadPerTaskExecutor()) {
      ConsoleLauncher.launch(
          new ConsoleSetup(
              () ->
                  door.attach()
                      .orElseThrow(
                          () -> new ConsoleException(ConsoleException.Code.GONE, "Nobody there.")),
              new GatewayTexts(data, Map.of()),
              PreferencesFile.read(Path.of(arguments[1]), background),
              background,
              clock,
              ZoneOffset.UTC),
          WindowProbe::watch);
    }
  }

  private static void watch(ShownWindow shown) {
    SHOWN.complete(shown);
    ConsoleModel console = shown.model().console();
    console.connectionProperty().addListener((p, old, now) -> say(CONNECTION + now));
    console.onFrames(batch -> say(SEEN + batch.frames().getLast().header().sequence()));
    say(CONNECTION + console.connectionProperty().get());
  }

  private static void obey() {
    try (BufferedReader orders =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        switch (order) {
          case "hog" -> hog();
          case "replay" -> say(REPLAY + WindowReplay.of(SHOWN.join().model()));
          default -> say("unknown order " + order);
        }
      }
    } catch (IOException | InterruptedException e) {
      // Its starter has ended.
    }
    Runtime.getRuntime().halt(0);
  }

  /** Takes every byte there is, and keeps it. */
  private static void hog() {
    for (int size = 1 << 20; size >= 64; size /= 4) {
      try {
        while (true) {
          HOGGED.add(new byte[size]);
        }
      } catch (OutOfMemoryError e) {
        // Now with smaller pieces.
      }
    }
    while (true) {
      try {
        // Without room to speak there is no line; a few bytes are let go for it.
        HOGGED.removeLast();
        say(OUT_OF_MEMORY);
        return;
      } catch (OutOfMemoryError e) {
        // Again.
      }
    }
  }

  private static synchronized void say(String line) {
    System.out.println(line);
    System.out.flush();
  }
}
