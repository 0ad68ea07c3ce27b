package dev.chaperone.proxy.surface;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Which headers cross the gateway. Towards BigQuery only what is known to be needed goes; of an
 * answer everything comes back but what belongs to the connection or to Google's own site.
 *
 * <p>Names are lower case in what is returned, and may have any case in what is given.
 */
public final class HeaderRules {
  private static final String USER_PROJECT = "x-goog-user-project";
  private static final int MAX_RECORDED_VALUE = 1_024;
  private static final int MAX_RECORDED_HEADERS = 100;

  /** Of a request; the gateway writes host, authorization, accept-encoding and length itself. */
  private static final Set<String> FORWARDED =
      Set.of(
          "accept",
          "accept-language",
          "content-encoding",
          "content-language",
          "content-range",
          "content-type",
          "if-match",
          "user-agent",
          "x-goog-api-client",
          "x-goog-request-params",
          "x-goog-request-reason",
          "x-server-timeout",
          "x-upload-content-length",
          "x-upload-content-type");

  private static final Set<String> HOP_BY_HOP =
      Set.of(
          "connection",
          "keep-alive",
          "proxy-authenticate",
          "proxy-authentication-info",
          "proxy-authorization",
          "proxy-connection",
          "te",
          "trailer",
          "transfer-encoding",
          "upgrade");

  /** Of an answer; length and encoding are the gateway's, which decodes what it records. */
  private static final Set<String> NOT_DELIVERED =
      Set.of(
          "alt-svc",
          "authentication-info",
          "clear-site-data",
          "content-encoding",
          "content-length",
          "nel",
          "public-key-pins",
          "refresh",
          "report-to",
          "set-cookie",
          "set-cookie2",
          "strict-transport-security",
          "www-authenticate");

  /** Whatever carries, or may carry, a secret. Matched as a part of the name. */
  private static final List<String> SECRET_NAMES =
      List.of(
          "authoriz",
          "authentic",
          "cookie",
          "token",
          "api-key",
          "apikey",
          "secret",
          "credential",
          "password",
          "signature",
          "assertion");

  private final Predicate<String> userProjects;

  /** Rules under which {@code x-goog-user-project} goes upstream if its value passes. */
  public HeaderRules(Predicate<String> userProjects) {
    this.userProjects = userProjects;
  }

  /** Rules under which no {@code x-goog-user-project} goes upstream. */
  public static HeaderRules strict() {
    return new HeaderRules(project -> false);
  }

  /** What of a request's headers goes upstream. */
  public Map<String, List<String>> forwarded(Map<String, List<String>> request) {
    Set<String> connection = namedByConnection(request);
    Map<String, List<String>> kept = new TreeMap<>();
    request.forEach(
        (given, values) -> {
          String name = lower(given);
          boolean userProject =
              name.equals(USER_PROJECT)
                  && values.size() == 1
                  && userProjects.test(values.getFirst());
          if ((FORWARDED.contains(name) || userProject) && !connection.contains(name)) {
            merge(kept, name, values);
          }
        });
    return kept;
  }

  /** What of an answer's headers is delivered, before addresses in it are rewritten. */
  public Map<String, List<String>> delivered(Map<String, List<String>> answer) {
    Set<String> connection = namedByConnection(answer);
    Map<String, List<String>> kept = new TreeMap<>();
    answer.forEach(
        (given, values) -> {
          String name = lower(given);
          if (!name.startsWith(":")
              && !HOP_BY_HOP.contains(name)
              && !NOT_DELIVERED.contains(name)
              && !connection.contains(name)) {
            merge(kept, name, values);
          }
        });
    return kept;
  }

  /** What of any headers may stand in a frame: one shortened value for each harmless name. */
  public Map<String, String> recordable(Map<String, List<String>> headers) {
    Map<String, String> kept = new TreeMap<>();
    headers.forEach(
        (given, values) -> {
          String name = lower(given);
          if (!isSecret(name) && kept.size() < MAX_RECORDED_HEADERS) {
            kept.merge(
                shortened(name),
                shortened(String.join(", ", values)),
                (a, b) -> shortened(a + ", " + b));
          }
        });
    return kept;
  }

  static boolean isSecret(String lowerCaseName) {
    return SECRET_NAMES.stream().anyMatch(lowerCaseName::contains);
  }

  private static String shortened(String value) {
    if (value.length() <= MAX_RECORDED_VALUE) {
      return value;
    }
    int end =
        Character.isHighSurrogate(value.charAt(MAX_RECORDED_VALUE - 1))
            ? MAX_RECORDED_VALUE - 1
            : MAX_RECORDED_VALUE;
    return value.substring(0, end) + "…";
  }

  private static Set<String> namedByConnection(Map<String, List<String>> headers) {
    Set<String> named = new HashSet<>();
    headers.forEach(
        (given, values) -> {
          if (lower(given).equals("connection")) {
            for (String value : values) {
              for (String name : value.split(",", -1)) {
                named.add(lower(name.strip()));
              }
            }
          }
        });
    return named;
  }

  private static void merge(Map<String, List<String>> into, String name, List<String> values) {
    List<String> merged = new ArrayList<>(into.getOrDefault(name, List.of()));
    merged.addAll(values);
    into.put(name, List.copyOf(merged));
  }

  private static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
