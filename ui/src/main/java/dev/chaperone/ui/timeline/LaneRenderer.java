package dev.chaperone.ui.timeline;

import dev.chaperone.ui.model.text.Units;
import dev.chaperone.ui.model.timeline.Lane;
import dev.chaperone.ui.theme.Palette;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws one lane: its name, its peak, and a bar for what happened in each stretch of pixels. */
final class LaneRenderer implements Renderer {
  private static final Font NAME = Font.font(11);

  private final Lane lane;
  private Area area = new Area(0, 0);

  LaneRenderer(Lane lane) {
    this.lane = lane;
  }

  @Override
  public void resize(Area newArea) {
    area = newArea;
  }

  @Override
  public void render(GraphicsContext graphics, Picture picture) {
    Palette palette = picture.palette();
    double top = area.laneTop(lane);
    double height = area.laneHeight() - 3;
    graphics.setFill(palette.lane());
    graphics.fillRect(area.left(), top, area.plotWidth(), height);
    graphics.setFont(NAME);
    graphics.setTextBaseline(VPos.CENTER);
    graphics.setTextAlign(TextAlignment.LEFT);
    graphics.setFill(palette.muted());
    long peak = picture.slice().peak(lane);
    graphics.fillText(name(peak), 14, top + height / 2, area.left() - 22);
    if (peak <= 0) {
      return;
    }
    graphics.setFill(colour(palette));
    for (int i = 0; i < picture.slice().pixels(); i++) {
      long sum = picture.slice().at(lane, i);
      if (sum > 0) {
        double bar = barHeight(sum, peak, height);
        graphics.fillRect(area.left() + i * Area.BAR, top + height - bar, Area.BAR - 1, bar);
      }
    }
  }

  private String name(long peak) {
    return lane == Lane.BYTES && peak > 0
        ? lane.text() + ", max " + Units.bytes(peak)
        : lane.text();
  }

  /** By square root, so that small things are seen beside large ones. */
  private static double barHeight(long sum, long peak, double height) {
    return Math.max(3, Math.sqrt((double) sum / peak) * (height - 2));
  }

  private Color colour(Palette palette) {
    return switch (lane) {
      case QUERIES -> palette.query();
      case JOBS -> palette.job();
      case BYTES -> palette.bytes();
      case ERRORS -> palette.error();
    };
  }
}
