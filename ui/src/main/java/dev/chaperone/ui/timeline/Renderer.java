package dev.chaperone.ui.timeline;

import javafx.scene.canvas.GraphicsContext;

/** Draws one kind of thing on the timeline; renderers are called in order, each over the last. */
interface Renderer {
  /** The canvas has another size. */
  void resize(Area area);

  void render(GraphicsContext graphics, Picture picture);
}
