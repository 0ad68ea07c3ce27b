package dev.chaperone.ui.model.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.MaskingNote;
import dev.chaperone.recordings.frame.Origin;
import dev.chaperone.recordings.frame.Origins;
import dev.chaperone.ui.model.tags.TagBook;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutputColumnTest {
  private static Origin origin(String table, String path, String... policyTags) {
    return new Origin("demo", "shop", table, path, List.of(policyTags), true);
  }

  private static Origins from(Origin... origins) {
    return new Origins(List.of(origins), true);
  }

  private static List<OutputColumn> of(Lineage lineage) {
    return OutputColumn.of(
        lineage,
        Optional.of(
            new MaskingNote(
                "", List.of(new MaskingNote.Masked("mail", "hash", 1, "")), List.of(), 0)),
        TagBook.EMPTY);
  }

  @Test
  void columnsComeInOrderAlsoThoseFromNoTable() {
    List<OutputColumn> columns =
        of(
            new Lineage(
                true,
                List.of("n", "mail", ""),
                List.of(
                    new Lineage.Column(2, List.of(), from(origin("orders", "amount")), true),
                    new Lineage.Column(
                        1, List.of("mail"), from(origin("customers", "email", "t")), true),
                    new Lineage.Column(
                        3,
                        List.of("a", "zip"),
                        new Origins(List.of(origin("b", "*")), false),
                        true)),
                Origins.NONE));
    assertThat(columns)
        .extracting(OutputColumn::name)
        .containsExactly("n", "mail", "column 3", "a.zip");
    assertThat(columns)
        .extracting(OutputColumn::from)
        .containsExactly(
            "no table's column",
            "demo.shop.customers.email [policy tag]",
            "demo.shop.orders.amount",
            "all of demo.shop.b, anywhere else (not known)");
    assertThat(columns).extracting(OutputColumn::masked).containsExactly("", "hash", "", "");
    assertThat(columns.get(1).sources().getFirst().isTagged()).isTrue();
    assertThat(OutputColumn.common(columns)).isEqualTo("demo.shop.");
    assertThat(columns.get(2).from("demo.shop.")).isEqualTo("orders.amount");
  }

  @Test
  void whereColumnsAreNotToldApartOneLineStandsForAll() {
    assertThat(of(Lineage.UNKNOWN))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.name()).isEqualTo("any column");
              assertThat(one.from()).isEqualTo("anywhere (not known)");
              assertThat(one.names()).isEmpty();
            });
    assertThat(of(Lineage.mixed(from(origin("a", "x"), origin("a", "y")))).getFirst().from())
        .isEqualTo("demo.shop.a.x, demo.shop.a.y");
  }

  @Test
  void namesToLookForAreThoseOfColumnsAndFieldsAndOfTablesAsAWhole() {
    OutputColumn column =
        of(Lineage.mixed(from(origin("t", "Address.Street"), origin("Orders", "*")))).getFirst();
    assertThat(column.names()).containsExactly("address", "street", "orders");
  }
}
