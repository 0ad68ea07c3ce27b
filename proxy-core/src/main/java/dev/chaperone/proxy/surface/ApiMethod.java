package dev.chaperone.proxy.surface;

import java.util.List;

/**
 * One method of BigQuery's REST interface.
 *
 * @param name BigQuery's name such as {@code bigquery.jobs.insert}
 * @param template the path below {@code /bigquery/v2/}, such as {@code
 *     projects/{projectId}/queries/{jobId}}
 * @param resources the path parameters, in order: the resources the call names
 * @param queryParameters those of this method, without the ones every method has
 * @param requestSchema name of the request body's schema, {@code ""} if it has no body
 * @param responseSchema name of the answer's schema, {@code ""} if the answer has no body
 * @param mediaUpload whether a body may arrive by the upload protocols
 */
public record ApiMethod(
    String name,
    String httpMethod,
    String template,
    Effect effect,
    List<String> resources,
    List<QueryParameter> queryParameters,
    String requestSchema,
    String responseSchema,
    boolean mediaUpload) {

  /** A parameter in the query string, with its JSON schema type. */
  public record QueryParameter(String name, String type, boolean repeated) {}

  public ApiMethod {
    if (name.isEmpty() || httpMethod.isEmpty() || template.isEmpty()) {
      throw new IllegalArgumentException("a method has a name, an HTTP method and a path");
    }
    resources = List.copyOf(resources);
    queryParameters = List.copyOf(queryParameters);
  }

  /** Whether this is the method of this name, given without the leading {@code bigquery.}. */
  public boolean is(String shortName) {
    return name.equals("bigquery." + shortName);
  }

  @Override
  public String toString() {
    return name;
  }
}
