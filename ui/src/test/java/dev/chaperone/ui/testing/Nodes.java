package dev.chaperone.ui.testing;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;

/** Walks a scene graph. */
public final class Nodes {
  private Nodes() {}

  /** Every node in sight below and including this one, of this type. */
  public static <T extends Node> List<T> seen(Node root, Class<T> type) {
    List<T> found = new ArrayList<>();
    walk(root, type, found);
    return found;
  }

  private static <T extends Node> void walk(Node node, Class<T> type, List<T> found) {
    if (!node.isVisible()) {
      return;
    }
    if (type.isInstance(node)) {
      found.add(type.cast(node));
    }
    if (node instanceof Parent parent) {
      for (Node child : parent.getChildrenUnmodifiable()) {
        walk(child, type, found);
      }
    }
  }

  public static boolean isIn(Node node, String style) {
    for (Node n = node; n != null; n = n.getParent()) {
      if (n.getStyleClass().contains(style)) {
        return true;
      }
    }
    return false;
  }
}
