package dev.chaperone.proxy.jobs;

import dev.chaperone.recordings.frame.Blob;
import dev.chaperone.recordings.frame.Digest;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Resumable upload ids are bearer secrets of their own: only their digests are kept. */
public final class UploadIds {
  private static final Pattern IN_LOCATION = Pattern.compile("[?&]upload_id=([^&#]+)");

  private UploadIds() {}

  public static String digest(String uploadId) {
    return Digest.sha256(Blob.utf8(uploadId).toArray()).hex();
  }

  /** The id in the Location header that starts a resumable upload. */
  public static Optional<String> inLocation(String location) {
    Matcher found = IN_LOCATION.matcher(location);
    return found.find()
        ? Optional.of(
            java.net.URLDecoder.decode(found.group(1), java.nio.charset.StandardCharsets.UTF_8))
        : Optional.empty();
  }
}
