package dev.chaperone.ui.model.settings;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

/** How large everything is shown, in per cent; kept between two starts. */
public final class TextScale {
  private static final String KEY = "text-scale";
  private static final int USUAL = 100;
  private static final int[] STEPS = {80, 90, USUAL, 110, 125, 150, 175, 200};

  private final ReadOnlyIntegerWrapper percent = new ReadOnlyIntegerWrapper(USUAL);
  private final Preferences preferences;

  public TextScale(Preferences preferences) {
    this.preferences = preferences;
    preferences.get(KEY).ifPresent(this::restore);
  }

  private void restore(String kept) {
    for (int step : STEPS) {
      if (String.valueOf(step).equals(kept)) {
        percent.set(step);
      }
    }
  }

  public ReadOnlyIntegerProperty percentProperty() {
    return percent.getReadOnlyProperty();
  }

  public void larger() {
    for (int step : STEPS) {
      if (step > percent.get()) {
        become(step);
        return;
      }
    }
  }

  public void smaller() {
    for (int i = STEPS.length - 1; i >= 0; i--) {
      if (STEPS[i] < percent.get()) {
        become(STEPS[i]);
        return;
      }
    }
  }

  public void reset() {
    become(USUAL);
  }

  private void become(int now) {
    percent.set(now);
    preferences.put(KEY, String.valueOf(now));
  }
}
