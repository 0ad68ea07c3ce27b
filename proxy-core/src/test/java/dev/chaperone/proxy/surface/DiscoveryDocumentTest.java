package dev.chaperone.proxy.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chaperone.proxy.testing.DiscoveryFiles;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryDocumentTest {
  private static final URI GATEWAY = URI.create("http://127.0.0.1:8080");

  /** Builds a client from a document and prints the requests it would send. */
  private static final String PROBE =
      """
      import sys
      sys.path.insert(0, sys.argv[1])
      from googleapiclient import discovery, http
      with open(sys.argv[2]) as f:
        document = f.read()
      api = discovery.build_from_document(document, http=http.HttpMock())
      def show(request):
        print(request.method, request.uri)
      show(api.jobs().query(projectId='example.com:p', body={'query': 'SELECT 1'}))
      show(api.jobs().get(projectId='p', jobId='j', location='US'))
      show(api.jobs().list(projectId='p', stateFilter=['done', 'running'], maxResults=5))
      show(api.jobs().getQueryResults(projectId='p', jobId='j', timeoutMs=0, startIndex=0, maxResults=100))
      show(api.tabledata().list(projectId='p', datasetId='d', tableId='t', selectedFields='a,b'))
      show(api.tables().getIamPolicy(resource='projects/p/datasets/d/tables/t', body={}))
      show(api.datasets().undelete(projectId='p', datasetId='d', body={}))
      media = http.MediaInMemoryUpload(b'x', resumable=True)
      upload = api.jobs().insert(projectId='p', body={}, media_body=media)
      print('upload', upload.resumable_uri or upload.uri)
      """;

  private static JsonNode json(byte[] bytes) throws Exception {
    return new JsonMapper().readTree(bytes);
  }

  @Test
  void trimmedDocumentHoldsAllMethodsAndNamesOnlyTheGateway() throws Exception {
    JsonNode document = json(DiscoveryDocument.trimmed(GATEWAY));
    int methods = 0;
    for (JsonNode resource : document.path("resources")) {
      methods += resource.path("methods").size();
    }
    assertThat(methods).isEqualTo(46);
    assertThat(document.path("rootUrl").asText()).isEqualTo("http://127.0.0.1:8080/");
    assertThat(document.path("baseUrl").asText()).isEqualTo("http://127.0.0.1:8080/bigquery/v2/");
    assertThat(document.has("batchPath")).isFalse();
    assertNamesNoGoogleEndpoint(document);
    assertThat(document.at("/resources/tables/methods/getIamPolicy/path").asText())
        .isEqualTo("{+resource}:getIamPolicy");
    assertThat(document.at("/resources/rowAccessPolicies/methods/batchDelete/path").asText())
        .endsWith("/rowAccessPolicies:batchDelete");
  }

  @Test
  void rewrittenDocumentNamesTheGatewayWhereverItNamedGoogle() throws Exception {
    byte[] upstream =
        """
        {"name":"bigquery","version":"v2","rootUrl":"https://bigquery.googleapis.com/","etag":"x",
         "servicePath":"https://bigquery.googleapis.com/elsewhere/","batchPath":"batch/bigquery/v2",
         "baseUrl":"https://bigquery.googleapis.com/bigquery/v2/","mtlsRootUrl":"https://bigquery.mtls.googleapis.com/",
         "endpoints":[{"endpointUrl":"https://bigquery.us-east4.rep.googleapis.com/","location":"us-east4"}],
         "documentationLink":"https://cloud.google.com/bigquery/",
         "auth":{"oauth2":{"scopes":{"https://www.googleapis.com/auth/bigquery":{"description":"d"}}}},
         "resources":{"jobs":{"methods":{"insert":{"path":"//bigquery.googleapis.com/x",
           "scopes":["https://www.googleapis.com/auth/bigquery"]}}}}}"""
            .getBytes(StandardCharsets.UTF_8);
    JsonNode document =
        json(DiscoveryDocument.rewrite(upstream, URI.create("https://localhost:1/")));
    assertThat(document.path("rootUrl").asText()).isEqualTo("https://localhost:1/");
    assertThat(document.path("servicePath").asText()).isEqualTo("bigquery/v2/");
    assertThat(document.path("mtlsRootUrl").asText()).isEqualTo("https://localhost:1/");
    assertThat(document.at("/endpoints/0/endpointUrl").asText()).isEqualTo("https://localhost:1/");
    assertThat(document.at("/resources/jobs/methods/insert/path").asText())
        .isEqualTo("https://localhost:1/x");
    assertThat(document.at("/resources/jobs/methods/insert/scopes/0").asText())
        .isEqualTo("https://www.googleapis.com/auth/bigquery");
    assertThat(document.at("/auth/oauth2/scopes").has("https://www.googleapis.com/auth/bigquery"))
        .isTrue();
    assertThat(document.has("batchPath")).isFalse();
    assertThat(document.has("etag")).isFalse();
  }

  @Test
  void refusesWhatIsNotBigQuerysDocument() {
    for (String other :
        List.of(
            "",
            "[]",
            "{}",
            "{\"name\":\"storage\",\"version\":\"v1\",\"resources\":{}}",
            "<html>")) {
      assertThatThrownBy(
              () -> DiscoveryDocument.rewrite(other.getBytes(StandardCharsets.UTF_8), GATEWAY))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void rewritesTheRealDocumentsCompletely() throws Exception {
    List<Path> files = DiscoveryFiles.all();
    assumeThat(files).as("no BigQuery discovery document on this machine").isNotEmpty();
    for (Path file : files) {
      JsonNode before = json(Files.readAllBytes(file));
      JsonNode after = json(DiscoveryDocument.rewrite(Files.readAllBytes(file), GATEWAY));
      assertNamesNoGoogleEndpoint(after);
      assertThat(after.path("auth")).isEqualTo(before.path("auth"));
      assertThat(after.path("resources")).isEqualTo(before.path("resources"));
      assertThat(after.path("schemas")).isEqualTo(before.path("schemas"));
    }
  }

  @Test
  void googlesPythonClientBuildsTheSameCallsFromOursAsFromGoogles(@TempDir Path dir)
      throws Exception {
    Optional<Path> sdk = DiscoveryFiles.cloudSdk();
    assumeThat(sdk).as("no Google Cloud SDK on this machine").isPresent();
    List<Path> files = DiscoveryFiles.all();
    assumeThat(files).as("no BigQuery discovery document on this machine").isNotEmpty();
    Path libraries = sdk.orElseThrow().resolve("platform/bq/third_party");
    Path probe = Files.writeString(dir.resolve("probe.py"), PROBE);
    Path ours = Files.write(dir.resolve("ours.json"), DiscoveryDocument.trimmed(GATEWAY));
    Path theirs =
        Files.write(
            dir.resolve("theirs.json"),
            DiscoveryDocument.rewrite(Files.readAllBytes(files.getLast()), GATEWAY));
    String calls = python(probe, libraries, ours);
    assertThat(calls)
        .contains("POST http://127.0.0.1:8080/bigquery/v2/projects/example.com:p/queries?alt=json")
        .contains("stateFilter=done&stateFilter=running")
        .contains(
            "POST http://127.0.0.1:8080/bigquery/v2/projects/p/datasets/d/tables/t:getIamPolicy")
        .contains("/upload/bigquery/v2/projects/p/jobs");
    assertThat(calls).isEqualTo(python(probe, libraries, theirs));
  }

  private static String python(Path probe, Path libraries, Path document) throws Exception {
    Process process;
    try {
      process =
          new ProcessBuilder(
                  "python3",
                  "-B",
                  "-W",
                  "ignore",
                  probe.toString(),
                  libraries.toString(),
                  document.toString())
              .redirectErrorStream(true)
              .start();
    } catch (java.io.IOException e) {
      assumeThat(false).as("no python3 on this machine").isTrue();
      throw e;
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  /** Addresses of scopes are identifiers; every other one would be called. */
  private static void assertNamesNoGoogleEndpoint(JsonNode document) {
    for (String field :
        List.of("rootUrl", "baseUrl", "mtlsRootUrl", "servicePath", "endpoints", "basePath")) {
      assertThat(document.path(field).toString()).as(field).doesNotContain("googleapis.com");
    }
    assertThat(
            document.path("resources").toString().replace("https://www.googleapis.com/auth/", ""))
        .doesNotContain("googleapis.com/");
  }
}
