package dev.chaperone.proxy.surface;

import dev.chaperone.proxy.surface.Recognition.BigQueryCall;
import dev.chaperone.proxy.surface.Recognition.GatewayCall;
import dev.chaperone.proxy.surface.Recognition.Refused;
import dev.chaperone.proxy.surface.Recognition.UploadKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells which call a request line is. Only what is exactly a catalogue path, read in the one way it
 * can be read, is a call; the path that goes upstream is built again from what was recognised.
 */
public final class PathRecogniser {
  private static final String SERVICE = "/bigquery/v2/";
  private static final String UPLOAD = "/upload/bigquery/v2/";
  private static final String RESUMABLE_UPLOAD = "/resumable/upload/bigquery/v2/";

  /** Node and Go leave the service path out. */
  private static final String BARE = "/projects/";

  private static final String BARE_LIST = "/projects";
  private static final int MAX_PATH = 8_192;

  /** A method with its compiled path. */
  private record Entry(ApiMethod method, PathTemplate template) {}

  /** A catalogue method found by its path. */
  private record Found(Entry entry, Map<String, String> parameters) {
    String path() {
      return entry.template().expand(parameters);
    }
  }

  private final List<Entry> entries;

  public PathRecogniser(MethodCatalogue catalogue) {
    entries =
        catalogue.all().stream()
            .map(method -> new Entry(method, PathTemplate.of(method.template())))
            .toList();
  }

  /**
   * Recognises a request line.
   *
   * @param rawPath as the client sent it, still encoded, without the query
   * @param rawQuery what stands after the question mark, {@code ""} if nothing does
   */
  public Recognition recognise(String httpMethod, String rawPath, String rawQuery) {
    if (rawPath.length() > MAX_PATH) {
      return KnownRefusals.unknown(httpMethod, rawPath);
    }
    Optional<GatewayCall> own = gatewayCall(httpMethod, rawPath);
    if (own.isPresent()) {
      return own.get();
    }
    Optional<Refused> explained = KnownRefusals.explained(rawPath);
    if (explained.isPresent()) {
      return explained.get();
    }
    QueryString query;
    try {
      query = QueryString.parse(rawQuery);
    } catch (QueryString.MalformedException e) {
      return new Refused(400, "invalid", "Chaperone refused this call: " + e.getMessage() + ".");
    }
    if (rawPath.startsWith(UPLOAD)) {
      return upload(httpMethod, rawPath, UPLOAD, query);
    }
    if (rawPath.startsWith(RESUMABLE_UPLOAD)) {
      return upload(httpMethod, rawPath, RESUMABLE_UPLOAD, query);
    }
    return call(httpMethod, rawPath, query);
  }

  private static Optional<GatewayCall> gatewayCall(String httpMethod, String path) {
    return switch (httpMethod + " " + path) {
      case "POST /v1/token" -> Optional.of(new GatewayCall(GatewayCall.Kind.TOKEN));
      case "POST /v1/introspect" -> Optional.of(new GatewayCall(GatewayCall.Kind.INTROSPECT));
      case "GET /healthz" -> Optional.of(new GatewayCall(GatewayCall.Kind.HEALTH));
      case "GET /$discovery/rest", "GET /discovery/v1/apis/bigquery/v2/rest" ->
          Optional.of(new GatewayCall(GatewayCall.Kind.DISCOVERY));
      default -> Optional.empty();
    };
  }

  private Recognition call(String httpMethod, String rawPath, QueryString query) {
    Optional<String> below = belowService(rawPath);
    Optional<Found> found = below.flatMap(path -> find(httpMethod, path));
    if (found.isEmpty()) {
      return KnownRefusals.unknown(httpMethod, rawPath);
    }
    if (UploadProtocol.isNamedBy(query)) {
      return KnownRefusals.uploadElsewhere();
    }
    return bigQueryCall(found.get(), httpMethod, UploadKind.NONE, SERVICE, query);
  }

  private static Optional<String> belowService(String rawPath) {
    if (rawPath.startsWith(SERVICE)) {
      return Optional.of(rawPath.substring(SERVICE.length()));
    }
    if (rawPath.startsWith(BARE) || rawPath.equals(BARE_LIST)) {
      return Optional.of(rawPath.substring(1));
    }
    return Optional.empty();
  }

  private Recognition upload(String httpMethod, String rawPath, String prefix, QueryString query) {
    Optional<Found> found =
        find("POST", rawPath.substring(prefix.length()))
            .filter(f -> f.entry().method().mediaUpload());
    if (found.isEmpty()) {
      return KnownRefusals.unknown(httpMethod, rawPath);
    }
    return UploadProtocol.kind(httpMethod, query)
        .<Recognition>map(kind -> bigQueryCall(found.get(), httpMethod, kind, prefix, query))
        .orElseGet(KnownRefusals::uploadProtocol);
  }

  private static BigQueryCall bigQueryCall(
      Found found, String httpMethod, UploadKind upload, String prefix, QueryString query) {
    return new BigQueryCall(
        found.entry().method(),
        httpMethod,
        found.parameters(),
        upload,
        prefix + found.path(),
        query);
  }

  private Optional<Found> find(String httpMethod, String rawBelow) {
    List<String> segments = new ArrayList<>();
    for (String raw : rawBelow.split("/", -1)) {
      Optional<String> decoded = PercentCodec.decode(raw);
      if (decoded.isEmpty()) {
        return Optional.empty();
      }
      segments.add(decoded.get());
    }
    for (Entry entry : entries) {
      if (!entry.method().httpMethod().equals(httpMethod)) {
        continue;
      }
      Optional<Map<String, String>> parameters = entry.template().match(segments);
      if (parameters.isPresent()) {
        return Optional.of(new Found(entry, parameters.get()));
      }
    }
    return Optional.empty();
  }
}
