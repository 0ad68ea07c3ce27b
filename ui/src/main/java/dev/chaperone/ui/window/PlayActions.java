package dev.chaperone.ui.window;

import dev.chaperone.ui.model.WindowModel;
import dev.chaperone.ui.model.action.Action;
import dev.chaperone.ui.model.player.Player;
import java.util.function.Consumer;

/** The actions that move through a session in time. */
final class PlayActions implements Consumer<Action> {
  private final WindowModel model;
  private final Player player;

  PlayActions(WindowModel model) {
    this.model = model;
    this.player = model.player();
  }

  @Override
  public void accept(Action action) {
    switch (action) {
      case PLAY_PAUSE -> player.togglePlay();
      case PREVIOUS_FRAME -> player.stepFrame(-1);
      case NEXT_FRAME -> player.stepFrame(1);
      case PREVIOUS_EXCHANGE -> player.stepExchange(-1);
      case NEXT_EXCHANGE -> player.stepExchange(1);
      case BACK_5 -> player.skip(-5);
      case FORWARD_5 -> player.skip(5);
      case BACK_TENTH -> tenth(-1);
      case FORWARD_TENTH -> tenth(1);
      case PREVIOUS_MARKER -> player.stepMarker(-1);
      case NEXT_MARKER -> player.stepMarker(1);
      case SLOWER -> player.slower();
      case FASTER -> player.faster();
      case SKIP_IDLE -> player.skipIdleProperty().set(!player.skipIdleProperty().get());
      case GO_LIVE -> player.goLive();
      case JUMP_0,
          JUMP_10,
          JUMP_20,
          JUMP_30,
          JUMP_40,
          JUMP_50,
          JUMP_60,
          JUMP_70,
          JUMP_80,
          JUMP_90 ->
          player.seekFraction((action.ordinal() - Action.JUMP_0.ordinal()) / 10.0);
      default -> throw ActionRunner.unknown(action);
    }
  }

  private void tenth(int by) {
    long end = Math.max(1, model.session().timeline().end());
    double now = (double) player.positionProperty().get() / end;
    player.seekFraction(Math.clamp(now + by * 0.1, 0, 1));
  }
}
