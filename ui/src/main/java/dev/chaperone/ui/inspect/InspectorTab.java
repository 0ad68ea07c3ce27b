package dev.chaperone.ui.inspect;

import dev.chaperone.ui.model.inspect.Inspection;
import javafx.scene.layout.Region;

/** One tab of the inspector. */
interface InspectorTab {
  Region node();

  /** Its text, for searching. */
  default FindBar.Target found() {
    return Searchable.NOTHING;
  }

  /** Shows it; called only while the tab is in sight. */
  void show(Inspection inspection);
}
