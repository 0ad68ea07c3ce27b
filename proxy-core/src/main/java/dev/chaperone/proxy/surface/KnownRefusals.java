package dev.chaperone.proxy.surface;

import dev.chaperone.proxy.surface.Recognition.Refused;
import java.util.Locale;
import java.util.Optional;

/** The words in which the gateway refuses what it does not let through. */
final class KnownRefusals {
  private static final int STATUS = 403;
  private static final String REASON = "accessDenied";

  private KnownRefusals() {}

  /** A refusal of something clients are known to try, with what to do instead. */
  static Optional<Refused> explained(String rawPath) {
    String path = rawPath.toLowerCase(Locale.ROOT);
    if (path.startsWith("/batch")) {
      return Optional.of(
          refused(
              "Chaperone does not take batches, since each call in one is recorded and decided on"
                  + " its own. Send the calls one by one"));
    }
    if (path.startsWith("/google.cloud.bigquery.storage.")
        || (path.startsWith("/v1") && isStoragePath(path))) {
      return Optional.of(
          refused(
              "Chaperone does not let the BigQuery Storage API through, since its rows could not be"
                  + " recorded or masked. Read by the REST interface instead: in Python pass"
                  + " create_bqstorage_client=False to to_dataframe() or to_arrow(), or uninstall"
                  + " google-cloud-bigquery-storage"));
    }
    return Optional.empty();
  }

  private static boolean isStoragePath(String path) {
    return path.contains("/readsessions")
        || path.contains("/writestreams")
        || path.contains("/streams/");
  }

  static Refused unknown(String httpMethod, String rawPath) {
    return refused(
        "Chaperone does not know the call "
            + Shown.text(httpMethod)
            + " "
            + Shown.text(rawPath)
            + ". It lets through the methods of BigQuery's REST interface v2 and nothing else. Check"
            + " the client's endpoint setting and the names in the path");
  }

  static Refused uploadElsewhere() {
    return refused(
        "uploadType and upload_id belong to /upload/bigquery/v2/ paths. Leave them out, or send the"
            + " upload there");
  }

  static Refused uploadProtocol() {
    return refused(
        "Chaperone takes uploads as uploadType=multipart (POST) or uploadType=resumable (POST, then"
            + " PUT with upload_id). Use one of them");
  }

  private static Refused refused(String message) {
    return new Refused(STATUS, REASON, "Access Denied: " + message + ".");
  }
}
