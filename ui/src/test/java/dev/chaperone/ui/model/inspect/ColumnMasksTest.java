package dev.chaperone.ui.model.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.frame.MaskingNote;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ColumnMasksTest {
  private static List<ResultTable.Column> columns(String... names) {
    return Stream.of(names).map(name -> new ResultTable.Column(name, "STRING")).toList();
  }

  private static MaskingNote.Masked masked(String path) {
    return new MaskingNote.Masked(path, "redact", 36, "demo.shop.customers.x (pii)");
  }

  private static MaskingNote.Hit hit(String path, String reaction) {
    return new MaskingNote.Hit(path, "phone", reaction, 8, List.of("demo.shop.orders.note"));
  }

  private static Optional<MaskingNote> note(
      List<MaskingNote.Masked> columns, MaskingNote.Hit... hits) {
    return Optional.of(new MaskingNote("", columns, List.of(hits), 0));
  }

  @Test
  void aColumnIsMaskedAsAWholeOrInAFieldAndSaysWhy() {
    List<Optional<ColumnMask>> masks =
        ColumnMasks.of(
            note(List.of(masked("EMAIL"), masked("address.street"))),
            columns("id", "email", "address", "addressee"));
    assertThat(masks.get(0)).isEmpty();
    assertThat(masks.get(3)).isEmpty();
    ColumnMask email = masks.get(1).orElseThrow();
    assertThat(email.kind()).isEqualTo(ColumnMask.Kind.WHOLE);
    assertThat(email.label()).isEqualTo("redact");
    assertThat(email.why())
        .isEqualTo("Masked by redact (36 values), because of demo.shop.customers.x (pii)");
    ColumnMask address = masks.get(2).orElseThrow();
    assertThat(address.kind()).isEqualTo(ColumnMask.Kind.PARTLY);
    assertThat(address.why()).startsWith("address.street is masked by redact");
  }

  @Test
  void whatDetectorsFoundIsPartlyMaskedOrOnlyNoted() {
    List<Optional<ColumnMask>> masks =
        ColumnMasks.of(
            note(List.of(), hit("a", "redact"), hit("b", "alert"), hit("c.d", "suggest:pii")),
            columns("a", "b", "c"));
    assertThat(masks)
        .extracting(mask -> mask.orElseThrow().kind())
        .containsExactly(ColumnMask.Kind.PARTLY, ColumnMask.Kind.FOUND, ColumnMask.Kind.FOUND);
    assertThat(masks.get(1).orElseThrow().label()).isEqualTo("phone?");
    assertThat(masks.get(2).orElseThrow().why())
        .isEqualTo(
            "Looks like phone in 8 values of c.d: shown; tag pii is suggested"
                + " (from demo.shop.orders.note)");
  }

  @Test
  void whereEverythingIsMaskedEveryColumnIs() {
    Optional<MaskingNote> all =
        Optional.of(new MaskingNote("the schema differs", List.of(), List.of(), 0));
    assertThat(ColumnMasks.of(all, columns("a", "b")))
        .allMatch(mask -> mask.orElseThrow().kind() == ColumnMask.Kind.WHOLE);
    assertThat(ColumnMasks.summary(all, columns("a", "b")))
        .isEqualTo("Everything is masked, because the schema differs");
    assertThat(ColumnMasks.of(note(List.of(masked("*"))), columns("column 1")))
        .allMatch(mask -> mask.orElseThrow().kind() == ColumnMask.Kind.WHOLE);
  }

  @Test
  void theSummaryCountsColumnsAndNamesThem() {
    assertThat(
            ColumnMasks.summary(
                note(List.of(masked("email"), masked("address.street"), masked("address.zip"))),
                columns("id", "email", "address")))
        .isEqualTo(
            "2 of 3 columns masked: email (redact), address.street (redact), address.zip (redact)");
    List<MaskingNote.Masked> many =
        Stream.of("a", "b", "c", "d", "e", "f", "g", "h").map(ColumnMasksTest::masked).toList();
    assertThat(ColumnMasks.summary(note(many, hit("z", "alert")), columns("z")))
        .startsWith("8 columns masked: a (redact)")
        .contains("d (redact) and 4 more; found phone in z (8 values, shown)");
    assertThat(
            ColumnMasks.summary(
                Optional.of(new MaskingNote("", List.of(), List.of(), 1)), columns("z")))
        .isEqualTo("1 text too long for the detectors");
  }

  @Test
  void whereNothingWasToldNothingIsSaid() {
    assertThat(ColumnMasks.of(Optional.empty(), columns("a"))).containsExactly(Optional.empty());
    assertThat(ColumnMasks.summary(Optional.empty(), columns("a"))).isEmpty();
    assertThat(ColumnMasks.summary(note(List.of()), columns("a"))).isEmpty();
  }
}
