package dev.chaperone.proxy.review;

import dev.chaperone.proxy.jobs.JobRequest;
import dev.chaperone.proxy.surface.Recognition.BigQueryCall;
import dev.chaperone.recordings.frame.Identity;
import dev.chaperone.recordings.frame.SessionId;
import java.util.List;
import java.util.Optional;

/**
 * Who asks for what: the part of an exchange that is decided on.
 *
 * @param groups empty if they are not known any more, as after a restart
 * @param source the address it came from
 */
public record Asking(
    Identity owner,
    Optional<List<String>> groups,
    String model,
    String purpose,
    SessionId session,
    String source,
    String client,
    BigQueryCall call,
    Optional<JobRequest> job) {

  Optional<JobShape> shape() {
    return job.map(j -> JobShape.of(j, call));
  }
}
