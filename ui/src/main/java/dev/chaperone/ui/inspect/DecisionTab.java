package dev.chaperone.ui.inspect;

import dev.chaperone.ui.fx.Ui;
import dev.chaperone.ui.model.inspect.Inspection;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.feather.Feather;

/** What policy, or a person, said about the request. */
final class DecisionTab implements InspectorTab {
  private final Label outcome = Ui.clipped("message-line");
  private final Facts facts = new Facts();
  private final VBox none =
      Ui.empty(Feather.SHIELD, "No decision", "Requests that were not recognised get no decision.");
  private final VBox root = new VBox(outcome, facts, none);

  DecisionTab() {
    VBox.setVgrow(none, Priority.ALWAYS);
  }

  @Override
  public Region node() {
    return root;
  }

  @Override
  public void show(Inspection inspection) {
    Ui.show(none, inspection.decision().isEmpty());
    Ui.show(outcome, inspection.decision().isPresent());
    Ui.show(facts, inspection.decision().isPresent());
    inspection
        .decision()
        .ifPresent(
            d -> {
              Ui.setText(outcome, d.outcome());
              List<Map.Entry<String, String>> entries = new ArrayList<>();
              entries.add(Map.entry("Mode", d.mode()));
              entries.add(Map.entry("Rule", d.rule().isEmpty() ? "–" : d.rule()));
              entries.add(Map.entry("Reason", d.reason().isEmpty() ? "–" : d.reason()));
              entries.add(Map.entry("Operator", d.unprotected() ? "unprotected" : "protected"));
              if (!d.recording().isEmpty()) {
                entries.add(Map.entry("Recording level", d.recording()));
              }
              facts.show(entries);
            });
  }
}
