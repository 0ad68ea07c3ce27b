package dev.chaperone.proxy.surface;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** All methods of BigQuery v2 that the gateway knows. What is not in here is refused. */
public final class MethodCatalogue {
  private static final String RESOURCE = "bigquery-methods.json";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z]+)}");

  private final Map<String, ApiMethod> byName;

  private MethodCatalogue(Map<String, ApiMethod> byName) {
    this.byName = byName;
  }

  /** The catalogue packaged with this version. */
  public static MethodCatalogue packaged() {
    return Packaged.CATALOGUE;
  }

  /** In the order of their names. */
  public List<ApiMethod> all() {
    return List.copyOf(byName.values());
  }

  /** The method of this full name, such as {@code bigquery.jobs.insert}. */
  public Optional<ApiMethod> named(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Read once, on first use. */
  private static final class Packaged {
    static final MethodCatalogue CATALOGUE = read();

    private static MethodCatalogue read() {
      try (InputStream resource = MethodCatalogue.class.getResourceAsStream(RESOURCE)) {
        if (resource == null) {
          throw new IllegalStateException(RESOURCE + " is missing from this build");
        }
        Map<String, ApiMethod> methods = new LinkedHashMap<>();
        for (JsonNode entry : new JsonMapper().readTree(resource)) {
          ApiMethod method = method(entry);
          if (methods.put(method.name(), method) != null) {
            throw new IllegalStateException(method.name() + " stands twice in " + RESOURCE);
          }
        }
        return new MethodCatalogue(methods);
      } catch (IOException e) {
        throw new UncheckedIOException(RESOURCE + " cannot be read", e);
      }
    }

    private static ApiMethod method(JsonNode entry) {
      String template = entry.required("path").textValue();
      List<String> resources =
          PLACEHOLDER.matcher(template).results().map((MatchResult m) -> m.group(1)).toList();
      List<ApiMethod.QueryParameter> query = new ArrayList<>();
      for (JsonNode parameter : entry.required("query")) {
        query.add(
            new ApiMethod.QueryParameter(
                parameter.required("name").textValue(),
                parameter.required("type").textValue(),
                parameter.path("repeated").asBoolean(false)));
      }
      return new ApiMethod(
          entry.required("name").textValue(),
          entry.required("http").textValue(),
          template,
          Effect.ofCode(entry.required("effect").textValue()),
          resources,
          query,
          entry.required("request").textValue(),
          entry.required("response").textValue(),
          entry.path("upload").asBoolean(false));
    }
  }
}
