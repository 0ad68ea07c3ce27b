package dev.chaperone.ui.timeline;

import dev.chaperone.ui.model.timeline.Lane;
import dev.chaperone.ui.theme.Palette;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws the whole session in one strip, and which part of it the lanes above show. */
final class MinimapRenderer implements Renderer {
  private static final Font NAME = Font.font(11);

  private Area area = new Area(0, 0);

  @Override
  public void resize(Area newArea) {
    area = newArea;
  }

  @Override
  public void render(GraphicsContext graphics, Picture picture) {
    Palette palette = picture.palette();
    double top = area.mapTop();
    double height = area.mapHeight();
    graphics.setFont(NAME);
    graphics.setTextBaseline(VPos.CENTER);
    graphics.setTextAlign(TextAlignment.LEFT);
    graphics.setFill(palette.muted());
    graphics.fillText("Whole session", 14, top + height / 2, area.left() - 22);
    graphics.setFill(palette.gap());
    graphics.fillRect(area.left(), top, area.plotWidth(), height);
    bars(graphics, picture, Lane.JOBS, top, height);
    bars(graphics, picture, Lane.ERRORS, top, height);
    part(graphics, picture, top, height);
  }

  private void bars(
      GraphicsContext graphics, Picture picture, Lane lane, double top, double height) {
    long peak = picture.whole().peak(lane);
    graphics.setFill(lane == Lane.ERRORS ? picture.palette().error() : picture.palette().muted());
    for (int i = 0; peak > 0 && i < picture.whole().pixels(); i++) {
      long sum = picture.whole().at(lane, i);
      if (sum > 0) {
        double bar = Math.max(3, Math.sqrt((double) sum / peak) * (height - 4));
        graphics.fillRect(area.left() + i * Area.BAR, top + height - 2 - bar, Area.BAR - 1, bar);
      }
    }
  }

  /** A frame round the part that is seen; what is not seen is dimmed. */
  private void part(GraphicsContext graphics, Picture picture, double top, double height) {
    double end = Math.max(1, picture.end());
    double from = Math.rint(area.left() + Math.min(1, picture.from() / end) * area.plotWidth());
    double to = Math.rint(area.left() + Math.min(1, picture.to() / end) * area.plotWidth());
    double right = area.left() + area.plotWidth();
    graphics.setGlobalAlpha(0.6);
    graphics.setFill(picture.palette().background());
    graphics.fillRect(area.left(), top, from - area.left(), height);
    graphics.fillRect(to, top, right - to, height);
    graphics.setGlobalAlpha(1);
    boolean whole = picture.from() <= 0 && picture.to() >= picture.end();
    graphics.setStroke(whole ? picture.palette().grid() : picture.palette().muted());
    graphics.setLineWidth(1);
    graphics.strokeRoundRect(from + 0.5, top + 0.5, Math.max(5, to - from) - 1, height - 1, 4, 4);
    double cursor =
        Math.rint(area.left() + Math.min(1, picture.position() / end) * area.plotWidth());
    graphics.setFill(picture.palette().cursor());
    graphics.fillRect(cursor - 1, top, 2, height);
  }
}
