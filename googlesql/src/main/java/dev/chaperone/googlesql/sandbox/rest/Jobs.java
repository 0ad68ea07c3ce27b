package dev.chaperone.googlesql.sandbox.rest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/** Remembers the youngest jobs, within a bound on their number and on the rows they hold. */
final class Jobs {
  private static final int MAX_JOBS = 500;
  private static final long MAX_ROWS = 1_000_000;
  private static final int MAX_FORGOTTEN = 50_000;

  private record Key(String project, String id) {}

  private final Map<Key, Job> jobs = new LinkedHashMap<>(16, 0.75f, true);
  private final Map<String, Key> byRequestId =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Key> eldest) {
          return size() > MAX_JOBS;
        }
      };

  // An id stays taken when its job is forgotten: used again, a write would be done again.
  private final SequencedSet<Key> forgotten = new LinkedHashSet<>();

  /** Answers false if the id is taken. */
  synchronized boolean add(Job job) {
    trim();
    Key key = new Key(job.project(), job.id());
    return !forgotten.contains(key) && jobs.putIfAbsent(key, job) == null;
  }

  synchronized Optional<Job> find(String project, String id) {
    return Optional.ofNullable(jobs.get(new Key(project, id)));
  }

  Job get(String project, String id) throws ApiException {
    return find(project, id)
        .orElseThrow(() -> ApiException.notFound("Job %s:%s".formatted(project, id)));
  }

  synchronized void remove(Job job) {
    Key key = new Key(job.project(), job.id());
    jobs.remove(key);
    forget(key);
  }

  private void forget(Key key) {
    forgotten.add(key);
    if (forgotten.size() > MAX_FORGOTTEN) {
      forgotten.removeFirst();
    }
  }

  /** Youngest first. */
  synchronized List<Job> of(String project) {
    List<Job> found =
        new ArrayList<>(jobs.values().stream().filter(j -> j.project().equals(project)).toList());
    found.sort((a, b) -> b.created().compareTo(a.created()));
    return found;
  }

  synchronized Optional<Job> byDestination(String project, String dataset, String table) {
    return jobs.values().stream()
        .filter(j -> j.project().equals(project))
        .filter(j -> j.anonymousDataset().equals(dataset) && j.anonymousTable().equals(table))
        .findFirst();
  }

  /** The job an earlier request with this id started, or the given one, which is then added. */
  synchronized Job addOnce(String requestId, Job job) {
    String scoped = job.project() + "/" + requestId;
    Job earlier = Optional.ofNullable(byRequestId.get(scoped)).map(jobs::get).orElse(job);
    if (earlier == job) {
      byRequestId.put(scoped, new Key(job.project(), job.id()));
      add(job);
    }
    return earlier;
  }

  private void trim() {
    long rows = jobs.values().stream().mapToLong(Jobs::rows).sum();
    var eldest = jobs.entrySet().iterator();
    while (eldest.hasNext() && (jobs.size() >= MAX_JOBS || rows > MAX_ROWS)) {
      Map.Entry<Key, Job> job = eldest.next();
      rows -= rows(job.getValue());
      forget(job.getKey());
      eldest.remove();
    }
  }

  private static long rows(Job job) {
    return job.end().map(Job.End::outcome).stream()
        .mapToLong(o -> o instanceof Job.Outcome.Succeeded s ? s.result().rows().rows().size() : 0)
        .sum();
  }
}
