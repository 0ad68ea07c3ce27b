package dev.chaperone.proxy.surface;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Turns a POST that stands for a long GET into that GET. Google's Python client sends a query of
 * more than 2,048 characters so; the GET is what is recognised and what goes upstream.
 */
public final class MethodOverride {
  public static final String HEADER = "x-http-method-override";
  private static final String FORM = "application/x-www-form-urlencoded";

  private final PathRecogniser recogniser;

  public MethodOverride(PathRecogniser recogniser) {
    this.recogniser = recogniser;
  }

  /** What becomes of the request. */
  public sealed interface Outcome {
    /** No override was asked for. */
    record Unchanged() implements Outcome {}

    /** The body became the query; the request has no body any more. */
    record Overridden(String httpMethod, String rawQuery) implements Outcome {}

    record Refused(BigQueryError error) implements Outcome {}
  }

  /**
   * Applies the override.
   *
   * @param overrides every value of the {@value #HEADER} header
   * @param contentType {@code ""} if the request names none
   * @param body decoded and whole
   */
  public Outcome apply(
      String httpMethod,
      List<String> overrides,
      String contentType,
      String rawPath,
      String rawQuery,
      byte[] body) {
    if (overrides.isEmpty()) {
      return new Outcome.Unchanged();
    }
    if (!httpMethod.equals("POST")
        || overrides.size() != 1
        || !overrides.getFirst().equals("GET")) {
      return refused("Only a POST may be overridden, once, and only to GET");
    }
    if (!contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT).equals(FORM)) {
      return refused("A POST that stands for a GET carries its query as " + FORM);
    }
    if (!(recogniser.recognise(httpMethod, rawPath, "") instanceof Recognition.Refused)) {
      // Whoever overlooks the override would run the POST.
      return refused("This path has a POST of its own, so it cannot stand for a GET. Send the GET");
    }
    for (byte b : body) {
      if (b <= ' ' || b == '#' || b == 0x7f) {
        return refused("The form in the body is not a query");
      }
    }
    String form = new String(body, StandardCharsets.US_ASCII);
    String joined = rawQuery.isEmpty() || form.isEmpty() ? rawQuery + form : rawQuery + "&" + form;
    return new Outcome.Overridden("GET", joined);
  }

  private static Outcome refused(String message) {
    return new Outcome.Refused(
        BigQueryError.invalid("Chaperone refused this call: " + message + "."));
  }
}
