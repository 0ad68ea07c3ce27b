package dev.chaperone.ui.window;

import dev.chaperone.ui.model.session.ExchangeRow;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.feather.Feather;

/** How an exchange's outcome is shown: a sign and a word, so that colour never stands alone. */
final class Outcomes {
  static final String[] STYLES = {
    "outcome-ok", "outcome-failed", "outcome-running", "outcome-refused", "outcome-cut"
  };

  private Outcomes() {}

  static Ikon icon(ExchangeRow.Outcome outcome) {
    return switch (outcome) {
      case RUNNING -> Feather.LOADER;
      case OK -> Feather.CHECK;
      case FAILED -> Feather.ALERT_CIRCLE;
      case REFUSED -> Feather.SLASH;
      case CUT -> Feather.ZAP_OFF;
    };
  }

  static String word(ExchangeRow row) {
    int status = row.summary().status();
    return switch (row.outcome()) {
      case RUNNING -> "running";
      case OK -> status > 0 ? String.valueOf(status) : "ok";
      case FAILED -> status > 0 ? String.valueOf(status) : "failed";
      case REFUSED -> "refused";
      case CUT -> "cut off";
    };
  }

  static String style(ExchangeRow.Outcome outcome) {
    return "outcome-" + outcome.name().toLowerCase(java.util.Locale.ROOT);
  }
}
