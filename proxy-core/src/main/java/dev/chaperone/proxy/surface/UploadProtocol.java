package dev.chaperone.proxy.surface;

import dev.chaperone.proxy.surface.Recognition.UploadKind;
import java.util.List;
import java.util.Optional;

/** Which step of Google's upload protocols a request to an upload path is. */
final class UploadProtocol {
  static final String TYPE = "uploadType";
  static final String ID = "upload_id";
  private static final String OTHER_PROTOCOL = "upload_protocol";
  private static final List<String> NAMES = List.of(TYPE, ID, OTHER_PROTOCOL);

  private UploadProtocol() {}

  static boolean isNamedBy(QueryString query) {
    return NAMES.stream().anyMatch(query::has);
  }

  /** Empty for what no BigQuery client sends: other protocols, media without its metadata. */
  static Optional<UploadKind> kind(String httpMethod, QueryString query) {
    String type = query.first(TYPE).orElse("");
    if (query.has(OTHER_PROTOCOL)) {
      return Optional.empty();
    }
    Optional<String> id = query.first(ID);
    if (id.isPresent()) {
      boolean resumable = type.isEmpty() || type.equals("resumable");
      boolean known = List.of("PUT", "POST", "GET", "DELETE").contains(httpMethod);
      return resumable && known && !id.get().isEmpty()
          ? Optional.of(UploadKind.RESUMABLE_CHUNK)
          : Optional.empty();
    }
    if (!httpMethod.equals("POST")) {
      return Optional.empty();
    }
    return switch (type) {
      case "multipart" -> Optional.of(UploadKind.MULTIPART);
      case "resumable" -> Optional.of(UploadKind.RESUMABLE_START);
      default -> Optional.empty();
    };
  }
}
