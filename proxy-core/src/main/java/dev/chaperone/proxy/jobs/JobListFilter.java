package dev.chaperone.proxy.jobs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.recordings.Ownership;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Owned;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Takes other agents' jobs out of a {@code jobs.list} page; {@code nextPageToken} stays. Children
 * of an owned script become the caller's as they are listed.
 */
public final class JobListFilter {
  private final OwnershipBook book;

  public JobListFilter(OwnershipBook book) {
    this.book = book;
  }

  /** Edits the page in place and returns the children that are the caller's from now on. */
  public List<Owned> keepOwn(ObjectNode page, Identity caller, Optional<JobKey> parentAsked) {
    List<Owned> adopted = new ArrayList<>();
    if (!(page.path("jobs") instanceof ArrayNode jobs)) {
      return adopted;
    }
    ArrayNode kept = page.arrayNode();
    for (JsonNode job : jobs) {
      keyOf(job)
          .ifPresent(
              key -> {
                Optional<Identity> owner = book.ownerOf(Owned.job(key)).map(Ownership::owner);
                if (owner.isEmpty() && childOfOwn(key, parentAsked, caller)) {
                  adopted.add(Owned.job(key));
                  kept.add(job);
                } else if (owner.map(caller::equals).orElse(false)) {
                  kept.add(job);
                }
              });
    }
    page.set("jobs", kept);
    return adopted;
  }

  /** The parent is asked for without a location, so only one where the child is counts. */
  private boolean childOfOwn(JobKey child, Optional<JobKey> parentAsked, Identity caller) {
    return child.hasLocation()
        && parentAsked
            .map(parent -> new JobKey(parent.project(), child.location(), parent.jobId()))
            .map(parent -> book.owns(caller, Owned.job(parent)))
            .orElse(false);
  }

  private static Optional<JobKey> keyOf(JsonNode job) {
    JsonNode reference = job.path("jobReference");
    String project = reference.path("projectId").asText("");
    String id = reference.path("jobId").asText("");
    return project.isEmpty() || id.isEmpty()
        ? Optional.empty()
        : Optional.of(new JobKey(project, reference.path("location").asText(""), id));
  }
}
