package dev.chaperone.proxy.stage;

import dev.chaperone.proxy.jobs.UploadIds;
import java.util.regex.Pattern;

/** Takes bearer secrets out of URLs before they are recorded: an upload id opens its upload. */
final class Redaction {
  private static final Pattern UPLOAD_ID = Pattern.compile("(?i)(upload_id=)([^&#\\s]+)");
  private static final int MAX_URL = 8192;

  private Redaction() {}

  /** What may be recorded of a header of upstream's answer. */
  static String header(String name, String value) {
    return name.equalsIgnoreCase("x-guploader-uploadid") ? "removed" : url(value);
  }

  static String url(String url) {
    String redacted =
        url.toLowerCase(java.util.Locale.ROOT).contains("upload_id=")
            ? UPLOAD_ID
                .matcher(url)
                .replaceAll(
                    found ->
                        found.group(1)
                            + "sha256-"
                            + UploadIds.digest(found.group(2)).substring(0, 16))
            : url;
    return redacted.length() > MAX_URL ? redacted.substring(0, MAX_URL) : redacted;
  }
}
