package dev.chaperone.proxy.approval.hold;

import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.JobKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds holds by id, by job, by request id and by call. A hold that replaces another is found
 * through that one. Safe for many threads; never waits for anything but its own short work.
 */
final class HoldIndex {
  private static final long MAX_WEIGHT = 64L << 20;
  private static final int MAX_COUNT = 10_000;

  private final Map<String, HoldEntry> byId = new LinkedHashMap<>();
  private final Map<String, HeldRequest> requests = new HashMap<>();
  private final Map<Job, List<String>> byJob = new HashMap<>();
  private final Map<Ask, String> byRequest = new HashMap<>();
  private final Map<Ask, String> byCall = new HashMap<>();

  private record Job(String project, String jobId) {}

  /** A request as its caller may repeat it. */
  private record Ask(Identity owner, String key) {}

  /** Why a new hold is not needed, or not possible. */
  sealed interface Place {
    record Taken() implements Place {}

    /** The same request has been asked before. */
    record Asked(HoldEntry before) implements Place {}

    /** Another request has this job id. */
    record JobExists(HoldEntry other) implements Place {}

    record Full() implements Place {}
  }

  /** Takes a place for a new hold, unless there is a reason against it. */
  synchronized Place take(String id, HeldRequest request, HoldEntry entry, int limit) {
    Optional<HoldEntry> asked =
        request.requestKey().isEmpty()
            ? Optional.empty()
            : find(byRequest.get(new Ask(request.owner(), request.requestKey())));
    if (asked.isPresent()) {
      return new Place.Asked(asked.get());
    }
    if (request.kind().equals(HeldRequest.CALL)) {
      Optional<HoldEntry> call = find(byCall.get(new Ask(request.owner(), call(request))));
      // One that is over, or is being carried out, does not stand for a repeat any more.
      if (call.isPresent()
          && call.get()
              .hold()
              .map(h -> h.state() == HoldState.PENDING || h.state() == HoldState.APPROVED)
              .orElse(true)) {
        return new Place.Asked(call.get());
      }
    }
    Optional<HoldEntry> sameJob = request.job().flatMap(this::original);
    if (sameJob.isPresent()) {
      return new Place.JobExists(sameJob.get());
    }
    if (pending(request.owner()) >= limit) {
      return new Place.Full();
    }
    if (weight() > MAX_WEIGHT || byId.size() > MAX_COUNT) {
      forget(oldestOver());
    }
    add(id, request, entry);
    return new Place.Taken();
  }

  /** Enters a hold without asking for a place: it replaces another, or was read from frames. */
  synchronized void add(String id, HeldRequest request, HoldEntry entry) {
    byId.put(id, entry);
    requests.put(id, request);
    if (!request.replaces().isEmpty() && byId.containsKey(request.replaces())) {
      return;
    }
    request.job().ifPresent(key -> byJob.computeIfAbsent(job(key), k -> new ArrayList<>()).add(id));
    if (!request.requestKey().isEmpty()) {
      byRequest.put(new Ask(request.owner(), request.requestKey()), id);
    }
    if (request.kind().equals(HeldRequest.CALL)) {
      byCall.put(new Ask(request.owner(), call(request)), id);
    }
  }

  synchronized void remove(String id) {
    byId.remove(id);
    HeldRequest request = requests.remove(id);
    if (request == null) {
      return;
    }
    request
        .job()
        .ifPresent(
            key ->
                byJob.computeIfPresent(
                    job(key),
                    (k, ids) -> {
                      ids.remove(id);
                      return ids.isEmpty() ? null : ids;
                    }));
    byRequest.remove(new Ask(request.owner(), request.requestKey()), id);
    byCall.remove(new Ask(request.owner(), call(request)), id);
  }

  synchronized Optional<HoldEntry> byId(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /** The request that one with this key repeats; {@code ""} repeats none. */
  synchronized Optional<HoldEntry> byRequest(Identity owner, String requestKey) {
    return requestKey.isEmpty()
        ? Optional.empty()
        : find(byRequest.get(new Ask(owner, requestKey))).map(this::current);
  }

  /** The call that this request repeats, however it stands. */
  synchronized Optional<HoldEntry> byCall(HeldRequest request) {
    return find(byCall.get(new Ask(request.owner(), call(request)))).map(this::current);
  }

  /** The hold that stands for a job now. */
  synchronized Optional<HoldEntry> byJob(JobKey key) {
    return original(key).map(this::current);
  }

  /** The last one in the chain of those that took its place. */
  synchronized HoldEntry current(HoldEntry from) {
    HoldEntry at = from;
    Optional<HoldEntry> next = successor(at);
    while (next.isPresent()) {
      at = next.get();
      next = successor(at);
    }
    return at;
  }

  synchronized Collection<HoldEntry> all() {
    return List.copyOf(byId.values());
  }

  /** Forgets what was over before then; the recordings still know it. */
  synchronized void forgetOverBefore(Instant then) {
    forget(
        byId.entrySet().stream()
            .filter(e -> isOver(e.getValue()))
            .filter(e -> e.getValue().hold().map(h -> h.step().at().isBefore(then)).orElse(false))
            .map(Map.Entry::getKey)
            .toList());
  }

  private long weight() {
    long sum = 0;
    for (HeldRequest request : requests.values()) {
      sum += weight(request);
    }
    return sum;
  }

  private static long weight(HeldRequest request) {
    return (long) request.resource().length() + request.sql().length();
  }

  /** The older half of what is over, so that agents cannot fill the memory with what was denied. */
  private List<String> oldestOver() {
    List<String> over =
        byId.entrySet().stream().filter(e -> isOver(e.getValue())).map(Map.Entry::getKey).toList();
    return over.subList(0, (over.size() + 1) / 2);
  }

  private void forget(List<String> ids) {
    ids.forEach(this::remove);
  }

  /** What has been replaced is the way to what replaced it. */
  private boolean isOver(HoldEntry entry) {
    return entry.hold().map(h -> !h.state().open()).orElse(false)
        && !current(entry).hold().map(h -> h.state().open()).orElse(false);
  }

  private Optional<HoldEntry> successor(HoldEntry entry) {
    return entry
        .hold()
        .filter(h -> h.state() == HoldState.EDITED)
        .flatMap(h -> Optional.ofNullable(byId.get(h.step().successor())));
  }

  private Optional<HoldEntry> original(JobKey key) {
    return byJob.getOrDefault(job(key), List.of()).stream()
        .filter(
            id ->
                Optional.ofNullable(requests.get(id))
                    .flatMap(HeldRequest::job)
                    .map(key::matches)
                    .orElse(false))
        .map(byId::get)
        .findFirst();
  }

  private int pending(Identity owner) {
    int count = 0;
    for (Map.Entry<String, HoldEntry> e : byId.entrySet()) {
      HeldRequest request = requests.get(e.getKey());
      if (request != null
          && request.owner().equals(owner)
          && e.getValue().hold().map(h -> h.state() == HoldState.PENDING).orElse(true)) {
        count++;
      }
    }
    return count;
  }

  private Optional<HoldEntry> find(@org.jspecify.annotations.Nullable String id) {
    return id == null ? Optional.empty() : Optional.ofNullable(byId.get(id));
  }

  private static Job job(JobKey key) {
    return new Job(key.project(), key.jobId());
  }

  private static String call(HeldRequest request) {
    return request.httpMethod() + " " + request.path() + " " + request.bodyDigest();
  }
}
