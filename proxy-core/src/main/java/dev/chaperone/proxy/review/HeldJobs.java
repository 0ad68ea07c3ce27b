package dev.chaperone.proxy.review;

import dev.chaperone.proxy.approval.job.JobResource;
import dev.chaperone.proxy.jobs.JobRequest;
import dev.chaperone.proxy.surface.PathRecogniser;
import dev.chaperone.proxy.surface.Recognition;
import dev.chaperone.proxy.surface.Recognition.BigQueryCall;
import dev.chaperone.recordings.frame.HeldRequest;
import dev.chaperone.recordings.frame.JobKey;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Makes of a held job the request that it will be: {@code jobs.insert}. */
public final class HeldJobs {
  private final PathRecogniser recogniser;

  public HeldJobs(PathRecogniser recogniser) {
    this.recogniser = recogniser;
  }

  /** The agent's groups are not known any more. */
  Asking asking(HeldRequest request) {
    return asking(
        request, JobRequest.insert(JobResource.parse(request.resource()), project(request)));
  }

  Asking asking(HeldRequest request, JobRequest job) {
    return new Asking(
        request.owner(),
        Optional.empty(),
        request.grounds().model(),
        request.grounds().purpose(),
        request.agentSession(),
        "",
        request.grounds().client(),
        insert(project(request)),
        Optional.of(job));
  }

  static String project(HeldRequest request) {
    return request.job().map(JobKey::project).orElse("");
  }

  private BigQueryCall insert(String project) {
    String path =
        "/bigquery/v2/projects/" + URLEncoder.encode(project, StandardCharsets.UTF_8) + "/jobs";
    if (recogniser.recognise("POST", path, "") instanceof Recognition.BigQueryCall call) {
      return call;
    }
    throw new IllegalStateException("jobs.insert is in the catalogue");
  }
}
