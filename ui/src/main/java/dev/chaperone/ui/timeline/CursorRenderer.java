package dev.chaperone.ui.timeline;

import dev.chaperone.ui.model.text.Units;
import java.time.Duration;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws the shared cursor, the end of the session, and the needle under the mouse. */
final class CursorRenderer implements Renderer {
  private static final Font FONT = Font.font(11);

  private Area area = new Area(0, 0);

  @Override
  public void resize(Area newArea) {
    area = newArea;
  }

  @Override
  public void render(GraphicsContext graphics, Picture picture) {
    double right = area.left() + area.plotWidth();
    double cursor = Math.rint(picture.xOf(picture.position(), area));
    if (cursor >= area.left() - 1 && cursor <= right + 1) {
      graphics.setFill(picture.palette().cursor());
      graphics.fillRect(cursor - 1, 6, 2, area.plotBottom() - 6);
      graphics.fillPolygon(
          new double[] {cursor - 6, cursor + 6, cursor}, new double[] {1, 1, 10}, 3);
    }
    if (picture.pointer() >= area.left() && picture.pointer() <= right) {
      needle(graphics, picture, right);
    }
  }

  private void needle(GraphicsContext graphics, Picture picture, double right) {
    double x = Math.rint(picture.pointer()) + 0.5;
    long time =
        picture.from()
            + (long)
                ((picture.pointer() - area.left())
                    / area.plotWidth()
                    * (picture.to() - picture.from()));
    graphics.setStroke(picture.palette().muted());
    graphics.setLineWidth(1);
    graphics.strokeLine(x, area.axis(), x, area.plotBottom());
    boolean leftSide = x > right - 80;
    graphics.setFont(FONT);
    graphics.setTextAlign(leftSide ? TextAlignment.RIGHT : TextAlignment.LEFT);
    graphics.setTextBaseline(VPos.BOTTOM);
    graphics.setFill(picture.palette().text());
    graphics.fillText(
        Units.position(Duration.ofNanos(time)), x + (leftSide ? -5 : 5), area.plotBottom() - 3);
  }
}
