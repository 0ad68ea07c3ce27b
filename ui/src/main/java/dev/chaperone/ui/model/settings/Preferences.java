package dev.chaperone.ui.model.settings;

import java.util.Optional;

/** Small values kept between two starts; a value that cannot be kept is forgotten silently. */
public interface Preferences {
  Optional<String> get(String key);

  void put(String key, String value);
}
