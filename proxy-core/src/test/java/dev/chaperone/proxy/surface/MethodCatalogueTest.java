package dev.chaperone.proxy.surface;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chaperone.proxy.testing.DiscoveryFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MethodCatalogueTest {
  private final MethodCatalogue catalogue = MethodCatalogue.packaged();

  /** The generic names of flat paths and the names clients and we use. */
  private static final Map<String, String> FLAT =
      Map.of(
          "{projectsId}", "{projectId}",
          "{datasetsId}", "{datasetId}",
          "{tablesId}", "{tableId}",
          "{jobsId}", "{jobId}",
          "{queriesId}", "{jobId}",
          "{modelsId}", "{modelId}",
          "{routinesId}", "{routineId}",
          "{rowAccessPoliciesId}", "{policyId}");

  @Test
  void holdsFortySixMethodsWhosePathsAreAllDifferent() {
    assertThat(catalogue.all()).hasSize(46);
    assertThat(catalogue.all().stream().map(m -> m.httpMethod() + " " + m.template()))
        .doesNotHaveDuplicates();
    assertThat(catalogue.all())
        .filteredOn(ApiMethod::mediaUpload)
        .singleElement()
        .hasToString("bigquery.jobs.insert");
  }

  @Test
  void namesTheResourcesOfEachCall() {
    assertThat(catalogue.named("bigquery.tables.getIamPolicy").orElseThrow().resources())
        .containsExactly("projectId", "datasetId", "tableId");
    assertThat(catalogue.named("bigquery.nonsense")).isEmpty();
  }

  @Test
  void givesEveryMethodTheEffectThatMattersMost() {
    Map<Effect, Set<String>> byEffect =
        catalogue.all().stream()
            .collect(
                Collectors.groupingBy(
                    ApiMethod::effect, Collectors.mapping(ApiMethod::name, Collectors.toSet())));
    assertThat(byEffect.get(Effect.QUERY))
        .containsExactlyInAnyOrder(
            "bigquery.jobs.insert", "bigquery.jobs.query", "bigquery.jobs.cancel");
    assertThat(byEffect.get(Effect.READ_DATA))
        .containsExactlyInAnyOrder("bigquery.tabledata.list", "bigquery.jobs.getQueryResults");
    assertThat(byEffect.get(Effect.CHANGE_ACCESS))
        .contains(
            "bigquery.datasets.patch", "bigquery.datasets.update", "bigquery.tables.setIamPolicy");
    assertThat(
            catalogue.all().stream()
                .filter(m -> m.httpMethod().equals("GET"))
                .map(ApiMethod::effect)
                .distinct())
        .containsExactlyInAnyOrder(Effect.READ_METADATA, Effect.READ_DATA);
    assertThat(
            catalogue.all().stream()
                .filter(m -> List.of("DELETE", "PUT", "PATCH").contains(m.httpMethod()))
                .map(ApiMethod::effect)
                .distinct())
        .doesNotContain(Effect.READ_METADATA, Effect.READ_DATA);
  }

  @Test
  void effectCodesAreStable() {
    assertThat(Effect.values())
        .extracting(Effect::code)
        .containsExactly(
            "read-metadata",
            "read-data",
            "query",
            "write-data",
            "change-schema",
            "change-access",
            "admin");
    assertThat(Effect.ofCode("change-access")).isEqualTo(Effect.CHANGE_ACCESS);
  }

  @Test
  void isWhatTheNewestDiscoveryDocumentHas() throws Exception {
    List<JsonNode> documents = documents();
    assumeThat(documents).as("no BigQuery discovery document on this machine").isNotEmpty();
    JsonNode newest =
        documents.stream()
            .max(java.util.Comparator.comparing(d -> d.path("revision").asText()))
            .orElseThrow();
    Map<String, JsonNode> theirs = methods(newest);
    assumeThat(theirs.size()).as("only an older discovery document is here").isEqualTo(46);
    assertThat(theirs.keySet())
        .containsExactlyInAnyOrderElementsOf(
            catalogue.all().stream().map(ApiMethod::name).toList());
    theirs.forEach(this::compare);
  }

  @Test
  void hasEveryMethodOfOlderDocumentsToo() throws Exception {
    List<JsonNode> documents = documents();
    assumeThat(documents).as("no BigQuery discovery document on this machine").isNotEmpty();
    for (JsonNode document : documents) {
      methods(document)
          .forEach(
              (name, theirs) -> {
                ApiMethod ours = catalogue.named(name).orElseThrow();
                assertThat(ours.httpMethod())
                    .as(name)
                    .isEqualTo(theirs.path("httpMethod").asText());
                assertThat(ours.template()).as(name).isEqualTo(template(theirs));
              });
    }
  }

  private void compare(String name, JsonNode theirs) {
    ApiMethod ours = catalogue.named(name).orElseThrow();
    assertThat(ours.httpMethod()).as(name).isEqualTo(theirs.path("httpMethod").asText());
    assertThat(ours.template()).as(name).isEqualTo(template(theirs));
    assertThat(ours.requestSchema()).as(name).isEqualTo(theirs.at("/request/$ref").asText(""));
    assertThat(ours.responseSchema()).as(name).isEqualTo(theirs.at("/response/$ref").asText(""));
    assertThat(ours.mediaUpload())
        .as(name)
        .isEqualTo(theirs.path("supportsMediaUpload").asBoolean());
    Map<String, String> query = new LinkedHashMap<>();
    theirs
        .path("parameters")
        .properties()
        .forEach(
            p -> {
              if (p.getValue().path("location").asText().equals("query")) {
                query.put(
                    p.getKey(),
                    p.getValue().path("type").asText() + p.getValue().path("repeated").asBoolean());
              }
            });
    assertThat(
            ours.queryParameters().stream()
                .collect(Collectors.toMap(p -> p.name(), p -> p.type() + p.repeated())))
        .as(name)
        .isEqualTo(query);
  }

  private static String template(JsonNode method) {
    String path = method.path("flatPath").asText(method.path("path").asText());
    for (Map.Entry<String, String> name : FLAT.entrySet()) {
      path = path.replace(name.getKey(), name.getValue());
    }
    return path;
  }

  private static List<JsonNode> documents() throws Exception {
    List<JsonNode> documents = new java.util.ArrayList<>();
    for (Path file : DiscoveryFiles.all()) {
      documents.add(new JsonMapper().readTree(Files.readAllBytes(file)));
    }
    return documents;
  }

  private static Map<String, JsonNode> methods(JsonNode document) {
    Map<String, JsonNode> methods = new LinkedHashMap<>();
    for (JsonNode resource : document.path("resources")) {
      for (JsonNode method : resource.path("methods")) {
        methods.put(method.path("id").asText(), method);
      }
    }
    return methods;
  }
}
