package dev.chaperone.proxy.stage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.proxy.approval.answer.HeldJobDesk;
import dev.chaperone.proxy.surface.Recognition.BigQueryCall;
import dev.chaperone.recordings.frame.Identity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Puts jobs that wait for a decision before the first page of the caller's {@code jobs.list}. */
public final class HeldInLists {
  private final Optional<HeldJobDesk> desk;

  public HeldInLists(Optional<HeldJobDesk> desk) {
    this.desk = desk;
  }

  void addTo(ObjectNode page, BigQueryCall call, Identity caller) {
    boolean first =
        call.query().first("pageToken").orElse("").isEmpty()
            && call.query().first("parentJobId").orElse("").isEmpty();
    if (desk.isEmpty() || !first) {
      return;
    }
    List<ObjectNode> held =
        desk.get().listed(caller, call.pathParameter("projectId")).stream()
            .filter(entry -> wanted(entry, call.query().first("stateFilter").orElse("")))
            .toList();
    if (held.isEmpty()) {
      return;
    }
    ArrayNode all = page.arrayNode().addAll(held);
    page.path("jobs").forEach(all::add);
    page.set("jobs", all);
  }

  private static boolean wanted(ObjectNode entry, String filter) {
    return filter.isEmpty()
        || filter.toUpperCase(Locale.ROOT).equals(entry.path("state").asText(""));
  }
}
