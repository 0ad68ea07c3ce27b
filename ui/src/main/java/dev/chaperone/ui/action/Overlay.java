package dev.chaperone.ui.action;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;

/** A panel over the window that closes by Esc or a click beside it, and gives the focus back. */
public final class Overlay extends StackPane {
  private @Nullable Node focusBefore;
  private Node first = this;

  public Overlay() {
    getStyleClass().add("overlay");
    setVisible(false);
    addEventHandler(
        MouseEvent.MOUSE_PRESSED,
        e -> {
          if (e.getTarget() == this) {
            close();
          }
        });
    addEventFilter(
        KeyEvent.KEY_PRESSED,
        e -> {
          if (e.getCode() == KeyCode.ESCAPE) {
            close();
            e.consume();
          }
        });
    // The window behind has no say while a panel is open: neither its keys nor its focus.
    addEventHandler(
        KeyEvent.ANY,
        e -> {
          if (e.getCode() != KeyCode.TAB) {
            e.consume();
          }
        });
    sceneProperty().flatMap(Scene::focusOwnerProperty).addListener((o, before, now) -> keep(now));
  }

  private void keep(@Nullable Node now) {
    if (isVisible() && now != null && !isInside(now)) {
      first.requestFocus();
    }
  }

  private boolean isInside(Node node) {
    for (Node n = node; n != null; n = n.getParent()) {
      if (n == this) {
        return true;
      }
    }
    return false;
  }

  public boolean isOpen() {
    return isVisible();
  }

  public void open(Region panel, Node focus) {
    if (!isVisible() && getScene() != null) {
      focusBefore = getScene().getFocusOwner();
    }
    panel.getStyleClass().add("overlay-panel");
    StackPane.setAlignment(panel, Pos.TOP_CENTER);
    getChildren().setAll(panel);
    first = focus;
    setVisible(true);
    applyCss();
    layout();
    focus.requestFocus();
  }

  public void close() {
    setVisible(false);
    getChildren().clear();
    if (focusBefore != null) {
      focusBefore.requestFocus();
      focusBefore = null;
    }
  }
}
