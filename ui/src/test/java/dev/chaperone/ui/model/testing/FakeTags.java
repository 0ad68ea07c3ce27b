package dev.chaperone.ui.model.testing;

import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.TagOverview;
import java.util.ArrayList;
import java.util.List;

/** What is tagged, in memory; inherited tags are taken back as the gateway does; for any thread. */
public final class FakeTags {
  private TagOverview now = TagOverview.NONE;
  private final List<String> revoked = new ArrayList<>();
  private int asked;
  private String failure = "";

  public synchronized void set(TagOverview overview) {
    now = overview;
  }

  /** What asking fails with from now on; {@code ""} for nothing. */
  public synchronized void fail(String message) {
    failure = message;
  }

  /** How often it was asked for. */
  public synchronized int asked() {
    return asked;
  }

  /** What was taken back, with up to where and why. */
  public synchronized List<String> revoked() {
    return List.copyOf(revoked);
  }

  public synchronized TagOverview overview() {
    asked++;
    if (!failure.isEmpty()) {
      throw new ConsoleException(ConsoleException.Code.INVALID, failure);
    }
    return now;
  }

  public synchronized void revoke(String table, long upTo, String reason) {
    if (now.derived().stream().noneMatch(one -> covers(one, table, upTo))) {
      throw new ConsoleException(
          ConsoleException.Code.NOT_FOUND, table + " has inherited nothing that is in force.");
    }
    revoked.add(table + " up to " + upTo + ": " + reason);
    now =
        new TagOverview(
            now.columns(),
            now.finds(),
            now.derived().stream()
                .map(one -> covers(one, table, upTo) ? revoked(one, reason) : one)
                .toList());
  }

  private static boolean covers(TagOverview.Derived one, String table, long upTo) {
    return !one.revoked() && one.table().equals(table) && one.upTo() <= upTo;
  }

  private static TagOverview.Derived revoked(TagOverview.Derived one, String reason) {
    return new TagOverview.Derived(
        one.table(),
        one.upTo(),
        one.how(),
        one.agent(),
        one.session(),
        one.at(),
        true,
        reason,
        "operator",
        one.columns());
  }
}
