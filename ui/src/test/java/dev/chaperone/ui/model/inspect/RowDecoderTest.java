package dev.chaperone.ui.model.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RowDecoderTest {
  private static final String NESTED =
      """
      {"kind":"bigquery#queryResponse","schema":{"fields":[
        {"name":"id","type":"INTEGER"},
        {"name":"address","type":"RECORD","fields":[
          {"name":"street","type":"STRING"},{"name":"zip","type":"STRING"}]},
        {"name":"tags","type":"STRING","mode":"REPEATED"},
        {"name":"at","type":"TIMESTAMP"}]},
       "jobReference":{"rows":[{"f":[{"v":"not me"}]}]},
       "totalRows":"2",
       "rows":[
        {"f":[{"v":"1"},{"v":{"f":[{"v":"Møllegata 3"},{"v":null}]}},{"v":[{"v":"a"},{"v":"b"}]},
              {"v":"1.7040672E9"}]},
        {"f":[{"v":"2"},{"v":null},{"v":[]},{"v":"1704067200500000"}]}],
       "jobComplete":true}
      """;

  private static DecodedRows decode(String json, int piece, RowLimits limits) {
    DecodedRows rows = new DecodedRows(limits);
    RowDecoder decoder = new RowDecoder(rows);
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    for (int at = 0; at < bytes.length; at += piece) {
      decoder.feed(Arrays.copyOfRange(bytes, at, Math.min(bytes.length, at + piece)));
    }
    return rows;
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 7, 64, 100_000})
  void decodesPiecesOfAnySize(int piece) {
    DecodedRows rows = decode(NESTED, piece, RowLimits.USUAL);
    assertThat(rows.columns())
        .extracting(ResultTable.Column::type)
        .containsExactly("INTEGER", "RECORD", "ARRAY<STRING>", "TIMESTAMP");
    assertThat(rows.total()).isEqualTo(2);
    assertThat(rows.rows()).isEqualTo(2);
    assertThat(rows.text(0, 1)).isEqualTo("{street: Møllegata 3, zip: NULL}");
    assertThat(rows.text(0, 2)).isEqualTo("[a, b]");
    assertThat(rows.text(0, 3)).isEqualTo("2024-01-01 00:00:00 UTC");
    assertThat(rows.text(1, 3)).isEqualTo("2024-01-01 00:00:00.500000 UTC");
    assertThat(rows.isNull(1, 1)).isTrue();
    assertThat(rows.text(1, 2)).isEqualTo("[]");
  }

  @Test
  void aPageWithoutSchemaHasNumberedColumns() {
    DecodedRows rows =
        decode("{\"rows\":[{\"f\":[{\"v\":\"x\"},{\"v\":\"y\"}]}]}", 5, RowLimits.USUAL);
    assertThat(rows.columns())
        .containsExactly(
            new ResultTable.Column("column 1", ""), new ResultTable.Column("column 2", ""));
    assertThat(rows.text(0, 1)).isEqualTo("y");
  }

  @Test
  void stopsAtItsLimits() {
    DecodedRows rows = decode(NESTED, 9, new RowLimits(4, 1_000, 10));
    assertThat(rows.rows()).isEqualTo(1);
    assertThat(rows.isFull()).isTrue();
    assertThat(rows.text(0, 1)).isEqualTo("{street: M…");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
      not json
      {"rows":[{"f":[{"v":"1"},
      {"rows":{"f":7}}
      {"schema":7,"rows":[7]}
      []
      """)
  void badAnswersHaveNoRows(String text) {
    assertThat(decode(text, 3, RowLimits.USUAL).rows()).isZero();
  }

  @Test
  void aMillionCellsStayCompact() {
    int columns = 10;
    DecodedRows rows = new DecodedRows(RowLimits.USUAL);
    RowDecoder decoder = new RowDecoder(rows);
    long begun = System.nanoTime();
    decoder.feed("{\"rows\":[".getBytes(StandardCharsets.UTF_8));
    String row = "{\"f\":[" + "{\"v\":\"value 12345\"},".repeat(columns - 1) + "{\"v\":null}]},";
    byte[] hundred = row.repeat(100).getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < 1_000; i++) {
      decoder.feed(hundred);
    }
    System.out.printf(
        "1,000,000 cells decoded in %d ms%n", (System.nanoTime() - begun) / 1_000_000);
    assertThat(rows.rows()).isEqualTo(100_000);
    assertThat(rows.text(99_999, 8)).isEqualTo("value 12345");
    assertThat(rows.isNull(99_999, 9)).isTrue();
  }

  @Test
  void bodiesAreMadeReadable() {
    assertThat(text("{\"a\":[1,2]}", true)).isEqualTo("{\n  \"a\": [\n    1,\n    2\n  ]\n}");
    assertThat(text("{\"a\":[1,2,{\"b\":", false)).startsWith("{\n  \"a\": [\n    1,\n    2");
    assertThat(text("plain text", true)).isEqualTo("plain text");
    assertThat(text("{broken", true)).isEqualTo("{broken");
    assertThat(BodyText.of(new byte[] {0, 1, 'A'}, true))
        .startsWith("00000000  00 01 41")
        .contains("..A");
    assertThat(List.of(text("", true))).containsExactly("");
  }

  private static String text(String body, boolean whole) {
    return BodyText.of(body.getBytes(StandardCharsets.UTF_8), whole);
  }
}
