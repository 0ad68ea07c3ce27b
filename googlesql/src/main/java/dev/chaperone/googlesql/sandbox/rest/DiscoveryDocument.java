package dev.chaperone.googlesql.sandbox.rest;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Makes the discovery document that {@code bq} asks for before every command.
 *
 * <p>It holds what a client needs to build requests and no more: any of the usual query parameters
 * may go with any method, and resources have no described fields.
 */
final class DiscoveryDocument {
  private static final Pattern PATH_PARAMETER = Pattern.compile("\\{\\+(\\w+)}");
  private static final List<String> QUERY_PARAMETERS =
      List.of(
          "accessPolicyVersion",
          "all",
          "allUsers",
          "autodetect_schema",
          "datasetView",
          "deleteContents",
          "filter",
          "force",
          "formatOptions.timestampOutputFormat",
          "formatOptions.useInt64Timestamp",
          "location",
          "maxCreationTime",
          "maxResults",
          "minCreationTime",
          "pageSize",
          "pageToken",
          "parentJobId",
          "projection",
          "readMask",
          "selectedFields",
          "startIndex",
          "stateFilter",
          "timeoutMs",
          "view");

  private DiscoveryDocument() {}

  static ObjectNode of(String rootUrl) throws IOException {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put("kind", "discovery#restDescription");
    document.put("discoveryVersion", "v1");
    document.put("id", "bigquery:v2");
    document.put("name", "bigquery");
    document.put("version", "v2");
    document.put("title", "BigQuery API, as far as the sandbox describes it");
    document.put("protocol", "rest");
    document.put("rootUrl", rootUrl);
    document.put("servicePath", "bigquery/v2/");
    document.put("basePath", "/bigquery/v2/");
    document.put("baseUrl", rootUrl + "bigquery/v2/");
    document.put("batchPath", "batch/bigquery/v2");
    ObjectNode everywhere = document.putObject("parameters");
    for (String name : List.of("alt", "fields", "key", "prettyPrint", "quotaUser", "userIp")) {
      parameter(everywhere, name, "query");
    }
    document.putObject("schemas").putObject("Any").put("id", "Any").put("type", "object");
    ObjectNode resources = document.putObject("resources");
    for (String line : methods()) {
      method(resources, line.split(" "));
    }
    return document;
  }

  private static void method(ObjectNode resources, String[] idVerbPath) {
    String[] id = idVerbPath[0].split("\\.");
    ObjectNode method =
        resources.withObjectProperty(id[1]).withObjectProperty("methods").putObject(id[2]);
    method.put("id", idVerbPath[0]);
    method.put("httpMethod", idVerbPath[1]);
    method.put("path", idVerbPath[2]);
    ArrayNode order = method.putArray("parameterOrder");
    ObjectNode parameters = method.putObject("parameters");
    Matcher inPath = PATH_PARAMETER.matcher(idVerbPath[2]);
    while (inPath.find()) {
      parameter(parameters, inPath.group(1), "path").put("required", true);
      order.add(inPath.group(1));
    }
    QUERY_PARAMETERS.forEach(name -> parameter(parameters, name, "query"));
    if (!idVerbPath[1].equals("GET") && !idVerbPath[1].equals("DELETE")) {
      method.putObject("request").put("$ref", "Any");
    }
    method.putObject("response").put("$ref", "Any");
    if (idVerbPath[0].equals("bigquery.jobs.insert")) {
      ObjectNode upload = method.put("supportsMediaUpload", true).putObject("mediaUpload");
      upload.putArray("accept").add("*/*");
      ObjectNode protocols = upload.putObject("protocols");
      for (String kind : List.of("simple", "resumable")) {
        String prefix = kind.equals("simple") ? "" : "/resumable";
        protocols
            .putObject(kind)
            .put("multipart", true)
            .put("path", prefix + "/upload/bigquery/v2/" + idVerbPath[2]);
      }
    }
  }

  private static ObjectNode parameter(ObjectNode parameters, String name, String location) {
    return parameters.putObject(name).put("type", "string").put("location", location);
  }

  private static List<String> methods() throws IOException {
    Optional<InputStream> resource =
        Optional.ofNullable(DiscoveryDocument.class.getResourceAsStream("methods.txt"));
    try (InputStream in = resource.orElseThrow()) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .toList();
    }
  }
}
