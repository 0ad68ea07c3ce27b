package dev.chaperone.ui.timeline;

import dev.chaperone.ui.fx.Texts;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/** Draws the time scale: round steps, as many as have room. */
final class AxisRenderer implements Renderer {
  private static final double ROOM = 96;
  private static final long MS = 1_000_000;
  private static final long S = 1000 * MS;
  private static final long[] STEPS = {
    MS,
    2 * MS,
    5 * MS,
    10 * MS,
    20 * MS,
    50 * MS,
    100 * MS,
    200 * MS,
    500 * MS,
    S,
    2 * S,
    5 * S,
    10 * S,
    15 * S,
    30 * S,
    60 * S,
    120 * S,
    300 * S,
    600 * S,
    900 * S,
    1800 * S,
    3600 * S,
    7200 * S,
    14_400 * S,
    21_600 * S,
    43_200 * S,
    86_400 * S
  };
  private static final Font FONT = Font.font(11);

  private final ZoneId zone;
  private Area area = new Area(0, 0);

  AxisRenderer(ZoneId zone) {
    this.zone = zone;
  }

  @Override
  public void resize(Area newArea) {
    area = newArea;
  }

  @Override
  public void render(GraphicsContext graphics, Picture picture) {
    long step = step(picture.to() - picture.from(), area.plotWidth());
    graphics.setFont(FONT);
    graphics.setTextBaseline(VPos.CENTER);
    graphics.setTextAlign(TextAlignment.LEFT);
    graphics.setLineWidth(1);
    double end = area.left() + area.plotWidth();
    for (long t = Math.ceilDiv(picture.from(), step) * step; t <= picture.to(); t += step) {
      double x = Math.rint(picture.xOf(t, area)) + 0.5;
      graphics.setStroke(picture.palette().grid());
      graphics.strokeLine(x, 4, x, area.plotBottom());
      if (x + 40 < end) {
        graphics.setFill(picture.palette().muted());
        graphics.fillText(text(t, step, picture), x + 4, area.axis() / 2);
      }
    }
  }

  /** The smallest round step whose labels do not touch. */
  static long step(long span, double width) {
    double wanted = span * ROOM / Math.max(1, width);
    for (long step : STEPS) {
      if (step >= wanted) {
        return step;
      }
    }
    return Math.max(1, (long) Math.ceil(wanted / (86_400.0 * S))) * 86_400 * S;
  }

  private String text(long time, long step, Picture picture) {
    if (picture.absoluteTime()) {
      return Texts.clock(picture.start().plusNanos(time), zone);
    }
    Duration d = Duration.ofNanos(time);
    if (step >= S) {
      return d.toHours() > 0
          ? String.format(
              Locale.ROOT, "%d:%02d:%02d", d.toHours(), d.toMinutesPart(), d.toSecondsPart())
          : String.format(Locale.ROOT, "%d:%02d", d.toMinutes(), d.toSecondsPart());
    }
    return String.format(
        Locale.ROOT, "%d:%02d.%03d", d.toMinutes(), d.toSecondsPart(), d.toMillisPart());
  }
}
