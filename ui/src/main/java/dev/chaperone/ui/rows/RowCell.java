package dev.chaperone.ui.rows;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.HBox;

/** One reused row on screen; a subclass fills it. */
public abstract class RowCell<T> extends HBox {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final PseudoClass ODD = PseudoClass.getPseudoClass("odd");

  protected RowCell() {
    getStyleClass().add("row-cell");
    setAccessibleRole(AccessibleRole.LIST_ITEM);
    setManaged(false);
  }

  /** Shows an item; called again whenever it may have changed. */
  protected abstract void show(T item);

  final void show(T item, int index, boolean selected) {
    pseudoClassStateChanged(SELECTED, selected);
    pseudoClassStateChanged(ODD, index % 2 == 1);
    show(item);
  }
}
