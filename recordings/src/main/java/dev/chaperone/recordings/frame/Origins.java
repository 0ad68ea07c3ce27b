package dev.chaperone.recordings.frame;

import java.util.List;

/**
 * Where values come from.
 *
 * @param from the columns
 * @param known false if they may come from anywhere else, too
 */
public record Origins(List<Origin> from, boolean known) {
  /** From no table. */
  public static final Origins NONE = new Origins(List.of(), true);

  /** From anywhere. */
  public static final Origins ANYWHERE = new Origins(List.of(), false);

  public Origins {
    from = List.copyOf(from);
  }
}
