package dev.chaperone.app.window;

import dev.chaperone.app.data.OwnerOnly;
import dev.chaperone.ui.model.settings.Preferences;
import java.io.IOException;
import java.io.Reader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the window keeps between two starts, in a small file that only its owner may read. */
public final class PreferencesFile implements Preferences {
  private static final Logger LOG = LoggerFactory.getLogger(PreferencesFile.class);
  private static final long MOST_BYTES = 64 << 10;

  private final Path folder;
  private final Path file;
  private final Executor background;
  private final Properties values = new Properties();

  private PreferencesFile(Path folder, Executor background) {
    this.folder = folder;
    this.file = folder.resolve("window.properties");
    this.background = background;
  }

  /** A file that is missing or damaged counts as empty. */
  public static PreferencesFile read(Path folder, Executor background) {
    PreferencesFile preferences = new PreferencesFile(folder, background);
    Path file = preferences.file;
    try {
      if (Files.isRegularFile(file) && Files.size(file) <= MOST_BYTES) {
        try (Reader in = Files.newBufferedReader(file)) {
          preferences.values.load(in);
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      LOG.info("the window's preferences cannot be read; it starts with the usual ones", e);
    }
    return preferences;
  }

  @Override
  public Optional<String> get(String key) {
    return Optional.ofNullable(values.getProperty(key));
  }

  /** Returns at once; the file is written in the background. */
  @Override
  public void put(String key, String value) {
    values.setProperty(key, value);
    background.execute(this::write);
  }

  private synchronized void write() {
    try {
      StringWriter text = new StringWriter();
      values.store(text, "Chaperone's window");
      OwnerOnly.folder(folder);
      OwnerOnly.replace(file, text.toString());
    } catch (IOException e) {
      LOG.info("the window's preferences cannot be kept", e);
    }
  }
}
