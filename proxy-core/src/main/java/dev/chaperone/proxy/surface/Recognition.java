package dev.chaperone.proxy.surface;

import java.util.Map;

/** What a request line turned out to be. What was recognised is what is sent. */
public sealed interface Recognition {

  /** How a call's body arrives. */
  enum UploadKind {
    /** An ordinary body, or none. */
    NONE,
    /** {@code uploadType=multipart}: metadata and media in one body. */
    MULTIPART,
    /** {@code uploadType=resumable}: metadata; the answer's Location is where the media goes. */
    RESUMABLE_START,
    /** A piece of a resumable upload's media, a question for its state, or its cancellation. */
    RESUMABLE_CHUNK
  }

  /**
   * A call of a catalogue method.
   *
   * @param httpMethod what to send upstream; differs from the method's own only for a {@link
   *     UploadKind#RESUMABLE_CHUNK}
   * @param pathParameters decoded, by the names in the method's template
   * @param upstreamPath the canonical path, encoded again from what was recognised
   * @param query without credentials
   */
  record BigQueryCall(
      ApiMethod method,
      String httpMethod,
      Map<String, String> pathParameters,
      UploadKind upload,
      String upstreamPath,
      QueryString query)
      implements Recognition {
    public BigQueryCall {
      pathParameters = Map.copyOf(pathParameters);
    }

    /** The path parameter of this name, {@code ""} if the method has none of it. */
    public String pathParameter(String name) {
      return pathParameters.getOrDefault(name, "");
    }

    /** The same call with another query. */
    public BigQueryCall withQuery(QueryString other) {
      return new BigQueryCall(method, httpMethod, pathParameters, upload, upstreamPath, other);
    }

    /** Path and query to send upstream. */
    public String upstreamTarget() {
      return query.isEmpty() ? upstreamPath : upstreamPath + "?" + query.raw();
    }
  }

  /** A call the gateway answers itself. */
  record GatewayCall(Kind kind) implements Recognition {
    public enum Kind {
      /** {@code POST /v1/token} */
      TOKEN,
      /** {@code POST /v1/introspect} */
      INTROSPECT,
      /** {@code GET /healthz} */
      HEALTH,
      /** {@code GET /$discovery/rest} and {@code GET /discovery/v1/apis/bigquery/v2/rest} */
      DISCOVERY
    }
  }

  /** Nothing the gateway lets through; answered with a {@link BigQueryError}. */
  record Refused(int status, String reason, String message) implements Recognition {
    public BigQueryError error() {
      return new BigQueryError(status, reason, message);
    }
  }
}
