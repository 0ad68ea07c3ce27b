package dev.chaperone.ui.rows;

import javafx.css.PseudoClass;
import javafx.scene.AccessibleRole;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** One reused row on screen; a subclass fills it. */
public abstract class RowCell<T> extends HBox {
  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final PseudoClass ODD = PseudoClass.getPseudoClass("odd");

  private @Nullable T shown;

  protected RowCell() {
    getStyleClass().add("row-cell");
    setAccessibleRole(AccessibleRole.LIST_ITEM);
    setManaged(false);
  }

  /** Shows an item; called again whenever it may have changed. */
  protected abstract void show(T item);

  /** It says something that changes though its item does not, such as how long ago it was. */
  protected boolean changesWithTime() {
    return false;
  }

  final void show(T item, int index, boolean selected) {
    pseudoClassStateChanged(SELECTED, selected);
    pseudoClassStateChanged(ODD, index % 2 == 1);
    if (changesWithTime() || !item.equals(shown)) {
      shown = item;
      show(item);
    }
  }
}
