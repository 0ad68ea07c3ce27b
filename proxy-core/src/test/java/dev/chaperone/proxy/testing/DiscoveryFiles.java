package dev.chaperone.proxy.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds BigQuery's own discovery documents on this machine, if there are any: beside the checkout
 * ({@code shared/reference}) and inside an installed Google Cloud SDK. The project ships none.
 */
public final class DiscoveryFiles {
  private static final String REFERENCE = "shared/reference/bigquery.v2.discovery.json";
  private static final String IN_SDK = "platform/bq/discovery_next/bigquery.json";

  private DiscoveryFiles() {}

  /** Every document found. */
  public static List<Path> all() {
    List<Path> found = new ArrayList<>();
    reference().ifPresent(found::add);
    cloudSdk().map(sdk -> sdk.resolve(IN_SDK)).filter(Files::isRegularFile).ifPresent(found::add);
    return found;
  }

  /** The document beside the checkout. */
  public static Optional<Path> reference() {
    for (Path dir = Path.of("").toAbsolutePath(); dir != null; dir = dir.getParent()) {
      Path candidate = dir.resolve(REFERENCE);
      if (Files.isRegularFile(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  /** The folder of the Cloud SDK whose {@code gcloud} is on the path. */
  public static Optional<Path> cloudSdk() {
    for (String dir : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
      Path gcloud = Path.of(dir.isEmpty() ? "." : dir, "gcloud");
      if (Files.isExecutable(gcloud)) {
        try {
          Path sdk = gcloud.toRealPath().getParent().getParent();
          if (Files.isDirectory(sdk.resolve("platform/bq"))) {
            return Optional.of(sdk);
          }
        } catch (IOException e) {
          // A dangling link is no SDK.
        }
      }
    }
    return Optional.empty();
  }
}
