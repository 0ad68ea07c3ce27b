package dev.chaperone.ui.grid;

import dev.chaperone.ui.fx.Ui;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Tooltip;

/** The tooltips that say why columns are marked; one for a column, whichever node shows it. */
final class MarkTips {
  private static final String KEY = "mark-tip";

  private final List<Tooltip> tips = new ArrayList<>();
  private GridModel of = GridModel.EMPTY;

  void use(GridModel model) {
    if (model != of) {
      of = model;
      tips.clear();
      for (int c = 0; c < model.columns(); c++) {
        tips.add(Ui.tooltip(model.column(c).mark().map(GridMark::why).orElse("")));
      }
    }
  }

  /** Gives the node the column's tooltip in place of the one it had. */
  void put(Node node, int column) {
    Optional<Tooltip> wanted = of.column(column).mark().map(mark -> tips.get(column));
    Optional<Tooltip> had = Optional.ofNullable((Tooltip) node.getProperties().get(KEY));
    if (had.equals(wanted)) {
      return;
    }
    had.ifPresent(tip -> Tooltip.uninstall(node, tip));
    node.getProperties().remove(KEY);
    wanted.ifPresent(
        tip -> {
          Tooltip.install(node, tip);
          node.getProperties().put(KEY, tip);
        });
  }
}
