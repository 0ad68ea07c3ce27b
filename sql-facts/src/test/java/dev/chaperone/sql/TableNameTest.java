package dev.chaperone.sql;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableNameTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "t | | | t |",
        "d.t | | d | t |",
        "p.d.t | p | d | t |",
        "my-project.d.t | my-project | d | t |",
        "example.com:p.d.t | example.com:p | d | t |",
        "d.events_* | | d | events_* |",
        "p.d.t$20240101 | p | d | t | 20240101",
        "d.t@-3600000 | | d | t | -3600000",
        "INFORMATION_SCHEMA.SCHEMATA | | | INFORMATION_SCHEMA.SCHEMATA |",
        "d.INFORMATION_SCHEMA.TABLES | | d | INFORMATION_SCHEMA.TABLES |",
        "region-eu.information_schema.JOBS | | region-eu | information_schema.JOBS |",
        "p.region-eu.INFORMATION_SCHEMA.JOBS | p | region-eu | INFORMATION_SCHEMA.JOBS |",
      })
  void readsNamesAsBigQueryWritesThem(
      String name, String project, String dataset, String table, String decorator) {
    assertThat(TableName.parse(name))
        .contains(
            new TableName(
                Optional.ofNullable(project),
                Optional.ofNullable(dataset),
                table,
                Optional.ofNullable(decorator)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "d.", ".t", "a.b.c.d", "p.d.x.INFORMATION_SCHEMA.TABLES"})
  void refusesWhatIsNoName(String name) {
    assertThat(TableName.parse(name)).isEmpty();
  }

  @Test
  void quotedPartsMayHoldDots() {
    assertThat(TableName.parse(List.of("p.d", "t"))).contains(TableName.of("p", "d", "t"));
  }

  @Test
  void defaultsFillOnlyWhatIsMissing() {
    Optional<String> project = Optional.of("p");
    Optional<String> dataset = Optional.of("d");
    assertThat(TableName.parse("t").orElseThrow().within(project, dataset))
        .isEqualTo(TableName.of("p", "d", "t"));
    assertThat(TableName.parse("x.t").orElseThrow().within(project, dataset))
        .isEqualTo(TableName.of("p", "x", "t"));
    assertThat(TableName.parse("q.x.t").orElseThrow().within(project, dataset))
        .isEqualTo(TableName.of("q", "x", "t"));
    assertThat(TableName.parse("t").orElseThrow().within(project, Optional.empty()).isQualified())
        .isFalse();
  }

  @Test
  void fieldsOverlapWithWhatHoldsThem() {
    TableName t = TableName.of("d", "t");
    ColumnRef zip = new ColumnRef(t, List.of("address", "zip"));
    assertThat(zip.overlaps(new ColumnRef(t, List.of("ADDRESS")))).isTrue();
    assertThat(zip.overlaps(new ColumnRef(t, List.of("address", "zip", "x")))).isTrue();
    assertThat(zip.overlaps(new ColumnRef(t, List.of("address", "city")))).isFalse();
    assertThat(zip.overlaps(new ColumnRef(TableName.of("d", "u"), List.of("address")))).isFalse();
  }
}
