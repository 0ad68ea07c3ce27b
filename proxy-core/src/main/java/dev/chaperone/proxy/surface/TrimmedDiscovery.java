package dev.chaperone.proxy.surface;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Map;

/**
 * Writes a discovery document of our own from the catalogue: methods, paths and parameters as
 * BigQuery has them, schemas open.
 */
final class TrimmedDiscovery {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String SERVICE_PATH = "bigquery/v2/";
  private static final List<String> SCOPES =
      List.of(
          "https://www.googleapis.com/auth/bigquery",
          "https://www.googleapis.com/auth/cloud-platform");

  /** Parameters every method has, with their types. */
  private static final Map<String, String> COMMON =
      Map.of(
          "alt", "string",
          "fields", "string",
          "prettyPrint", "boolean",
          "quotaUser", "string",
          "uploadType", "string");

  private TrimmedDiscovery() {}

  static byte[] write(MethodCatalogue catalogue, URI gateway) {
    String root = GoogleHosts.base(gateway) + "/";
    ObjectNode document = JSON.createObjectNode();
    document
        .put("kind", "discovery#restDescription")
        .put("discoveryVersion", "v1")
        .put("id", "bigquery:v2")
        .put("name", "bigquery")
        .put("version", "v2")
        .put("revision", "0")
        .put("title", "BigQuery API (Chaperone)")
        .put("description", "The part of the BigQuery API that passes through Chaperone.")
        .put("protocol", "rest")
        .put("rootUrl", root)
        .put("servicePath", SERVICE_PATH)
        .put("basePath", "/" + SERVICE_PATH)
        .put("baseUrl", root + SERVICE_PATH);
    ObjectNode scopes = document.putObject("auth").putObject("oauth2").putObject("scopes");
    SCOPES.forEach(scope -> scopes.putObject(scope).put("description", scope));
    ObjectNode common = document.putObject("parameters");
    COMMON.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            p -> common.putObject(p.getKey()).put("type", p.getValue()).put("location", "query"));
    ObjectNode schemas = document.putObject("schemas");
    ObjectNode resources = document.putObject("resources");
    for (ApiMethod method : catalogue.all()) {
      addSchema(schemas, method.requestSchema());
      addSchema(schemas, method.responseSchema());
      String[] name = method.name().split("\\.");
      addMethod(
          resources.withObjectProperty(name[1]).withObjectProperty("methods").putObject(name[2]),
          method);
    }
    try {
      return JSON.writeValueAsBytes(document);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a tree of strings is always writable", e);
    }
  }

  private static void addSchema(ObjectNode schemas, String name) {
    if (!name.isEmpty() && !schemas.has(name)) {
      ObjectNode schema = schemas.putObject(name).put("id", name).put("type", "object");
      schema.putObject("additionalProperties").put("type", "any");
    }
  }

  private static void addMethod(ObjectNode out, ApiMethod method) {
    ResourcePath path = ResourcePath.of(method);
    out.put("id", method.name())
        .put("httpMethod", method.httpMethod())
        .put("path", path.template())
        .put("flatPath", method.template());
    ObjectNode parameters = out.putObject("parameters");
    for (String name : path.parameters()) {
      parameters
          .putObject(name)
          .put("type", "string")
          .put("location", "path")
          .put("required", true);
    }
    for (ApiMethod.QueryParameter parameter : method.queryParameters()) {
      ObjectNode query =
          parameters
              .putObject(parameter.name())
              .put("type", parameter.type())
              .put("location", "query");
      if (parameter.repeated()) {
        query.put("repeated", true);
      }
    }
    path.parameters().forEach(out.putArray("parameterOrder")::add);
    if (!method.requestSchema().isEmpty()) {
      out.putObject("request").put("$ref", method.requestSchema());
    }
    if (!method.responseSchema().isEmpty()) {
      out.putObject("response").put("$ref", method.responseSchema());
    }
    if (method.mediaUpload()) {
      addUpload(out, path);
    }
    SCOPES.forEach(out.putArray("scopes")::add);
  }

  private static void addUpload(ObjectNode out, ResourcePath path) {
    out.put("supportsMediaUpload", true);
    ObjectNode upload = out.putObject("mediaUpload");
    upload.putArray("accept").add("*/*");
    ObjectNode protocols = upload.putObject("protocols");
    protocols
        .putObject("simple")
        .put("multipart", true)
        .put("path", "/upload/" + SERVICE_PATH + path.template());
    protocols
        .putObject("resumable")
        .put("multipart", true)
        .put("path", "/resumable/upload/" + SERVICE_PATH + path.template());
  }

  /**
   * A path as clients expect to fill it in: BigQuery's access methods take one {@code resource}
   * instead of its parts.
   */
  private record ResourcePath(String template, List<String> parameters) {
    static ResourcePath of(ApiMethod method) {
      String template = method.template();
      int verb = template.lastIndexOf("}:");
      if (verb >= 0 && template.endsWith("Policy") || template.endsWith(":testIamPermissions")) {
        return new ResourcePath("{+resource}" + template.substring(verb + 1), List.of("resource"));
      }
      return new ResourcePath(template.replace("{", "{+"), method.resources());
    }
  }
}
