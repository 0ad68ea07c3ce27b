package dev.chaperone.proxy.upstream.credentials;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.api.client.http.HttpResponseException;
import java.io.IOException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Turns the auth library's failures into words for the operator. Their own texts may quote the
 * signed assertion or the endpoint's answer, so only the status, the OAuth error code and the kind
 * of failure are taken over.
 */
final class RefreshFailures {
  private static final Pattern CODE = Pattern.compile("[A-Za-z_]{1,40}");
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_DEPTH = 10;

  private RefreshFailures() {}

  static CredentialException explain(String credential, IOException failure) {
    Optional<HttpResponseException> answer = answer(failure);
    if (answer.isPresent()) {
      int status = answer.get().getStatusCode();
      String said = "HTTP " + status + code(answer.get().getContent()).map(c -> " " + c).orElse("");
      return new CredentialException(
          status >= 500
              ? "Google's token endpoint failed ("
                  + said
                  + ") for the credential "
                  + credential
                  + ". It is retried; repeat the request later."
              : "Google refused the credential "
                  + credential
                  + " ("
                  + said
                  + "). Check that its key or login still exists and that the account may be used,"
                  + " then restart with a valid --credentials.");
    }
    return new CredentialException(
        "No access token for the credential "
            + credential
            + ": its token endpoint could not be asked ("
            + kind(failure)
            + "). Check network and proxy settings, then repeat the request.");
  }

  private static Optional<HttpResponseException> answer(Throwable failure) {
    Throwable each = failure;
    for (int depth = 0; each != null && depth < MAX_DEPTH; depth++) {
      if (each instanceof HttpResponseException answer) {
        return Optional.of(answer);
      }
      each = each.getCause();
    }
    return Optional.empty();
  }

  private static String kind(Throwable failure) {
    Throwable innermost = failure;
    for (int depth = 0; depth < MAX_DEPTH; depth++) {
      Throwable cause = innermost.getCause();
      if (cause == null) {
        break;
      }
      innermost = cause;
    }
    return innermost.getClass().getSimpleName();
  }

  /** OAuth answers {@code {"error":"invalid_grant"}}, IAM {@code {"error":{"status":"…"}}}. */
  private static Optional<String> code(@Nullable String content) {
    if (content == null) {
      return Optional.empty();
    }
    try {
      JsonNode error = JSON.readTree(content).path("error");
      String code = error.isObject() ? error.path("status").asText() : error.asText();
      return CODE.matcher(code).matches() ? Optional.of(code) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }
}
