package dev.chaperone.proxy.review;

import dev.chaperone.proxy.answer.Ending;
import dev.chaperone.proxy.approval.hold.Hold;
import dev.chaperone.proxy.approval.job.JobResource;
import dev.chaperone.proxy.jobs.JobGuard;
import dev.chaperone.proxy.jobs.JobRequest;
import dev.chaperone.proxy.policy.Fact;
import dev.chaperone.proxy.policy.input.InputFields;
import dev.chaperone.proxy.surface.Recognition.UploadKind;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.sql.StatementKind;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Knows after which answers tables, views or routines may look different: those to what changes
 * something, and all that are about a job that does, since it may have gone on meanwhile.
 */
final class ChangeWatch {
  private static final int MOST_JOBS = 10_000;
  private static final Set<String> HARMLESS = Set.of("query", "extract");

  private record Job(String project, String id) {
    static Job of(JobKey key) {
      return new Job(key.project(), key.jobId());
    }
  }

  private final Set<Job> changing =
      Collections.newSetFromMap(
          new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<Job, Boolean> eldest) {
              return size() > MOST_JOBS;
            }
          });

  /**
   * @param holds finds the hold that a job stands for
   */
  boolean mayHaveChanged(
      Asking asking, Reviewed reviewed, Ending ending, Function<JobKey, Optional<Hold>> holds) {
    if (!ending.sent()) {
      return false;
    }
    if (asking.job().isPresent()) {
      return asking.call().upload() != UploadKind.NONE
          || startsChange(asking, asking.job().get(), reviewed, ending);
    }
    Optional<JobKey> about = JobGuard.jobOf(asking.call());
    if (about.isPresent()
        && (isChanging(about.get())
            || holds
                .apply(about.get())
                .filter(Hold::submitted)
                .filter(ChangeWatch::changes)
                .isPresent())) {
      return true;
    }
    // The last piece of an upload starts its job.
    return asking.call().upload() != UploadKind.NONE
        || !new RequestInputs(asking).effect().equals("read");
  }

  private boolean startsChange(Asking asking, JobRequest job, Reviewed reviewed, Ending ending) {
    String type = asking.shape().map(JobShape::type).orElse("");
    boolean reads =
        HARMLESS.contains(type)
            && (!type.equals("query")
                || reviewed
                    .inputs()
                    .get(InputFields.STATEMENT_EFFECTS)
                    .equals(Fact.known(List.of("read"))));
    if (reads || job.dryRun()) {
      return false;
    }
    synchronized (changing) {
      ending.told().job().map(Job::of).ifPresent(changing::add);
      job.jobKey().map(Job::of).ifPresent(changing::add);
    }
    return true;
  }

  private boolean isChanging(JobKey key) {
    synchronized (changing) {
      return changing.contains(Job.of(key));
    }
  }

  /** Whether its job does more than read. */
  static boolean changes(Hold hold) {
    return !hold.request().statementKinds().equals(List.of(StatementKind.SELECT.name()))
        || JobResource.parse(hold.request().resource())
            .at("/configuration/query/destinationTable")
            .isObject();
  }
}
