package dev.chaperone.proxy.surface;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.proxy.surface.Recognition.BigQueryCall;
import dev.chaperone.proxy.surface.Recognition.GatewayCall;
import dev.chaperone.proxy.surface.Recognition.GatewayCall.Kind;
import dev.chaperone.proxy.surface.Recognition.Refused;
import dev.chaperone.proxy.surface.Recognition.UploadKind;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathRecogniserTest {
  private final PathRecogniser recogniser = new PathRecogniser(MethodCatalogue.packaged());

  private Recognition recognise(String method, String target) {
    int question = target.indexOf('?');
    return question < 0
        ? recogniser.recognise(method, target, "")
        : recogniser.recognise(
            method, target.substring(0, question), target.substring(question + 1));
  }

  private BigQueryCall call(String method, String target) {
    assertThat(recognise(method, target)).isInstanceOf(BigQueryCall.class);
    return (BigQueryCall) recognise(method, target);
  }

  private Refused refused(String method, String target) {
    assertThat(recognise(method, target)).as(target).isInstanceOf(Refused.class);
    return (Refused) recognise(method, target);
  }

  @Test
  void recognisesEveryMethodOfTheCatalogueInItsCanonicalForm() {
    for (ApiMethod method : MethodCatalogue.packaged().all()) {
      String path = "/bigquery/v2/" + method.template().replaceAll("\\{[A-Za-z]+}", "x1");
      BigQueryCall call = call(method.httpMethod(), path);
      assertThat(call.method()).isEqualTo(method);
      assertThat(call.upstreamPath()).isEqualTo(path);
      assertThat(call.pathParameters().keySet())
          .containsExactlyInAnyOrderElementsOf(method.resources());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /projects, bigquery.projects.list, /bigquery/v2/projects",
    "POST, /projects/demo/queries, bigquery.jobs.query, /bigquery/v2/projects/demo/queries",
    "GET, /projects/demo/queries/j-1, bigquery.jobs.getQueryResults, /bigquery/v2/projects/demo/queries/j-1",
    "POST, /bigquery/v2/projects/p/datasets/d:undelete, bigquery.datasets.undelete, /bigquery/v2/projects/p/datasets/d:undelete",
    "POST, /bigquery/v2/projects/p/datasets/d/tables/t/rowAccessPolicies:batchDelete, bigquery.rowAccessPolicies.batchDelete, /bigquery/v2/projects/p/datasets/d/tables/t/rowAccessPolicies:batchDelete",
    "POST, /bigquery/v2/projects/p/datasets/d/tables/t%3AgetIamPolicy, bigquery.tables.getIamPolicy, /bigquery/v2/projects/p/datasets/d/tables/t:getIamPolicy",
    "GET, /bigquery/v2/projects/example.com%3Amy-proj/datasets, bigquery.datasets.list, /bigquery/v2/projects/example.com:my-proj/datasets",
    "GET, /bigquery/v2/projects/p/datasets/d/tables/t%2420240101, bigquery.tables.get, /bigquery/v2/projects/p/datasets/d/tables/t$20240101",
    "GET, /bigquery/v2/projects/p/datasets/d/tables/events_*, bigquery.tables.get, /bigquery/v2/projects/p/datasets/d/tables/events_*",
    "GET, /bigquery/v2/projects/p/datasets/d/tables/t@-3600000-/data, bigquery.tabledata.list, /bigquery/v2/projects/p/datasets/d/tables/t@-3600000-/data",
    "GET, /bigquery/v2/projects/p/datasets/d/tables/%e8%a1%a8%20eins, bigquery.tables.get, /bigquery/v2/projects/p/datasets/d/tables/%E8%A1%A8%20eins",
    "GET, /bigquery/v2/projects/%64emo/datasets, bigquery.datasets.list, /bigquery/v2/projects/demo/datasets",
  })
  void sendsWhatItRecognised(String method, String path, String name, String upstreamPath) {
    BigQueryCall call = call(method, path);
    assertThat(call.method().name()).isEqualTo(name);
    assertThat(call.upstreamPath()).isEqualTo(upstreamPath);
    assertThat(call.upload()).isEqualTo(UploadKind.NONE);
  }

  @Test
  void givesPathParametersDecoded() {
    assertThat(
            call("GET", "/projects/example.com%3Ap/datasets/d/tables/%C3%A4%20b/data")
                .pathParameters())
        .isEqualTo(Map.of("projectId", "example.com:p", "datasetId", "d", "tableId", "ä b"));
    assertThat(call("GET", "/projects").pathParameter("projectId")).isEmpty();
  }

  @Test
  void sendsTheQueryWithoutCredentials() {
    BigQueryCall call =
        call("GET", "/projects/p/jobs?stateFilter=done&key=K&stateFilter=running&alt=json");
    assertThat(call.upstreamTarget())
        .isEqualTo("/bigquery/v2/projects/p/jobs?stateFilter=done&stateFilter=running&alt=json");
    assertThat(call("GET", "/projects?key=K").upstreamTarget()).isEqualTo("/bigquery/v2/projects");
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /v1/token, TOKEN",
    "POST, /v1/introspect, INTROSPECT",
    "GET, /healthz, HEALTH",
    "GET, /$discovery/rest?version=v2, DISCOVERY",
    "GET, /discovery/v1/apis/bigquery/v2/rest, DISCOVERY",
  })
  void answersItsOwnCallsItself(String method, String target, Kind kind) {
    assertThat(recognise(method, target)).isEqualTo(new GatewayCall(kind));
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /upload/bigquery/v2/projects/p/jobs?uploadType=multipart, MULTIPART",
    "POST, /upload/bigquery/v2/projects/p/jobs?uploadType=resumable, RESUMABLE_START",
    "POST, /resumable/upload/bigquery/v2/projects/p/jobs?uploadType=resumable, RESUMABLE_START",
    "PUT, /upload/bigquery/v2/projects/p/jobs?uploadType=resumable&upload_id=a%2Fb, RESUMABLE_CHUNK",
    "PUT, /resumable/upload/bigquery/v2/projects/p/jobs?upload_id=x, RESUMABLE_CHUNK",
    "POST, /upload/bigquery/v2/projects/p/jobs?uploadType=resumable&upload_id=x, RESUMABLE_CHUNK",
    "GET, /upload/bigquery/v2/projects/p/jobs?uploadType=resumable&upload_id=x, RESUMABLE_CHUNK",
    "DELETE, /upload/bigquery/v2/projects/p/jobs?uploadType=resumable&upload_id=x, RESUMABLE_CHUNK",
  })
  void tellsTheStepsOfAnUpload(String method, String target, UploadKind kind) {
    BigQueryCall call = call(method, target);
    assertThat(call.method().is("jobs.insert")).isTrue();
    assertThat(call.upload()).isEqualTo(kind);
    assertThat(call.httpMethod()).isEqualTo(method);
    assertThat(call.upstreamTarget()).isEqualTo(target);
  }

  @ParameterizedTest
  @CsvSource({
    "POST, /upload/bigquery/v2/projects/p/jobs",
    "POST, /upload/bigquery/v2/projects/p/jobs?uploadType=media",
    "POST, /upload/bigquery/v2/projects/p/jobs?uploadType=resumable&upload_protocol=raw",
    "PUT, /upload/bigquery/v2/projects/p/jobs?uploadType=resumable",
    "PATCH, /upload/bigquery/v2/projects/p/jobs?upload_id=x",
    "PUT, /upload/bigquery/v2/projects/p/jobs?upload_id=",
    "PUT, /upload/bigquery/v2/projects/p/jobs?upload_id=x&uploadType=multipart",
    "POST, /upload/bigquery/v2/projects/p/queries?uploadType=multipart",
    "POST, /upload/bigquery/v2/projects/p/datasets/d/tables?uploadType=multipart",
    "POST, /upload/projects/p/jobs?uploadType=multipart",
    "POST, /bigquery/v2/projects/p/jobs?uploadType=multipart",
    "PUT, /bigquery/v2/projects/p/jobs?upload_id=x",
    "GET, /bigquery/v2/projects/p/jobs?upload_id=x",
  })
  void refusesUploadsThatNoClientSends(String method, String target) {
    assertThat(refused(method, target).status()).isEqualTo(403);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "",
        "/bigquery/v2",
        "/bigquery/v2/",
        "/BigQuery/v2/projects",
        "/bigquery/V2/projects",
        "/bigquery/v2/Projects/p/datasets",
        "/bigquery/v2/projects/",
        "/projects/",
        "/projects/p",
        "/bigquery/v2/projects/p/datasets/",
        "//bigquery/v2/projects",
        "/bigquery/v2//projects",
        "/bigquery/v2/projects//datasets",
        "/bigquery/v2/projects/p/datasets//tables",
        "/bigquery/v2/projects/../datasets",
        "/bigquery/v2/projects/%2e%2e/datasets",
        "/bigquery/v2/projects/./datasets",
        "/bigquery/v2/./projects",
        "/bigquery/v2/x/../projects/p/datasets",
        "/v1/../bigquery/v2/projects",
        "/bigquery/v2/projects/p%2Fdatasets",
        "/bigquery/v2/projects/p%2fq/datasets",
        "/bigquery/v2/projects/p%5Cq/datasets",
        "/bigquery/v2/projects/p\\q/datasets",
        "/bigquery/v2/projects/p%252Fq/datasets",
        "/bigquery/v2/projects/p;a=b/datasets",
        "/bigquery/v2/projects/p%3Ba/datasets",
        "/bigquery/v2/projects;x/p/datasets",
        "/bigquery/v2/projects/p%00/datasets",
        "/bigquery/v2/projects/p%0d%0aX/datasets",
        "/bigquery/v2/projects/p\r/datasets",
        "/bigquery/v2/projects/p%/datasets",
        "/bigquery/v2/projects/p%2/datasets",
        "/bigquery/v2/projects/p%zz/datasets",
        "/bigquery/v2/projects/p%c0%af/datasets",
        "/bigquery/v2/projects/p%ff/datasets",
        "/bigquery/v2/projects/p%ed%a0%80/datasets",
        "/bigquery/v2/projects/pä/datasets",
        "/bigquery/v2/projects/p p/datasets",
        "/bigquery/v2/projects/p+p/datasets",
        "/bigquery/v2/projects/p%3Fx/datasets",
        "/bigquery/v2/projects/p%23/datasets",
        "/bigquery/v2/projects/a:b:c/datasets",
        "/bigquery/v2/projects/:p/datasets",
        "/bigquery/v2/projects/p/datasets/d.e",
        "/bigquery/v2/projects/p/datasets/%D0%B4",
        "/bigquery/v2/projects/p/datasets/d/tables/t.u",
        "/bigquery/v2/projects/p/datasets/d/tables/t%E2%80%AE",
        "/bigquery/v2/projects/p/datasets/d/tables/t:getIamPolicy",
        "/bigquery/v2/projects/p/jobs/a.b",
        "/bigquery/v2/projects/p/jobs/a%20b",
        "/bigquery/v2/projects/p/datasets/d/tables/t/DATA",
        "/bigquery/v2/projects/p/jobs/j/cancel",
        "/bigquery/v2/projects/p/reservations",
        "/discovery/v1/apis/storage/v1/rest",
        "/$discovery/rest/",
        "/healthz/",
        "/v1/token",
        "http://bigquery.googleapis.com/bigquery/v2/projects",
        "/bigquery/v2/projects/p/datasets/d:undelete",
        "*"
      })
  void refusesWhatIsNotExactlyACataloguePath(String path) {
    Refused refused = refused("GET", path);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.reason()).isEqualTo("accessDenied");
    assertThat(refused.message()).startsWith("Access Denied: ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"HEAD", "OPTIONS", "TRACE", "CONNECT", "PUT", "get", "Get", "", "GET ", "QUERY"})
  void refusesOtherHttpMethods(String method) {
    refused(method, "/bigquery/v2/projects/p/datasets");
    refused(method, "/healthz");
  }

  @Test
  void refusesOverlongPathsAndIds() {
    refused("GET", "/projects/" + "p".repeat(129) + "/datasets");
    refused("GET", "/projects/p/datasets/d/tables/" + "%C3%A4".repeat(513));
    call("GET", "/projects/p/datasets/d/tables/" + "%C3%A4".repeat(512));
    Refused long1 = refused("GET", "/" + "x".repeat(1_000_000));
    assertThat(long1.message()).hasSizeLessThan(600);
  }

  @Test
  void namesMethodAndPathInTheRefusalWithoutControlCharacters() {
    assertThat(refused("POST", "/nonsense\n\u001b[31m").message())
        .contains("POST /nonsense??[31m")
        .contains("Check the client's endpoint");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/batch/bigquery/v2",
        "/batch",
        "/google.cloud.bigquery.storage.v1.BigQueryRead/CreateReadSession",
        "/google.cloud.bigquery.storage.v1.BigQueryWrite/AppendRows",
        "/v1/projects/p/locations/us/readSessions",
        "/v1/projects/p/datasets/d/tables/t/writeStreams"
      })
  void explainsWhatClientsAreKnownToTry(String path) {
    Refused refused = refused("POST", path);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.message())
        .doesNotContain("does not know")
        .containsAnyOf("one by one", "Python");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pageToken=a&pageToken=b",
        "pageToken=a&%70ageToken=b",
        "pageToken=a&PAGETOKEN=b",
        "alt=json&alt=media",
        "$httpMethod=DELETE",
        "%24httpHeaders=Authorization:x",
        "$key=K",
        "a=1;key=K",
        "x=%",
        "x=%ff",
        "x=%C0%AF"
      })
  void refusesQueriesThatCanBeReadInTwoWays(String query) {
    Refused refused = refused("GET", "/projects/p/datasets?" + query);
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.reason()).isEqualTo("invalid");
  }

  @Test
  void whateverItRecognisesIsRecognisedTheSameFromItsCanonicalForm() {
    Random random = new Random(20240817);
    String[] pieces = {
      "bigquery",
      "v2",
      "projects",
      "datasets",
      "tables",
      "jobs",
      "queries",
      "data",
      "p",
      "%64",
      "..",
      "%2e",
      "",
      "upload",
      "t%20x",
      "d:undelete",
      "%3AgetIamPolicy",
      "t:getIamPolicy",
      "%C3%A4",
      ";x",
      "rowAccessPolicies",
      "example.com:p",
      "%",
      "t$2024",
      "$discovery"
    };
    int recognised = 0;
    for (int i = 0; i < 200_000; i++) {
      StringBuilder path = new StringBuilder(random.nextInt(4) > 0 ? "/bigquery/v2/projects" : "");
      for (int n = random.nextInt(7); n > 0; n--) {
        path.append('/').append(pieces[random.nextInt(pieces.length)]);
      }
      String method = random.nextBoolean() ? "GET" : "POST";
      if (recognise(method, path.toString()) instanceof BigQueryCall call) {
        recognised++;
        assertThat(call.upstreamPath())
            .doesNotContain("..", "//", ";", "\\")
            .startsWith("/bigquery/v2/");
        assertThat(recognise(method, call.upstreamPath())).as(path.toString()).isEqualTo(call);
      }
    }
    assertThat(recognised).isGreaterThan(1_000);
  }
}
