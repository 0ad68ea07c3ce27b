package dev.chaperone.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.chaperone.recordings.frame.Decider;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import dev.chaperone.recordings.frame.JobKey;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.LineageNote;
import dev.chaperone.recordings.frame.LineageText;
import dev.chaperone.recordings.frame.MaskingNote;
import dev.chaperone.recordings.frame.Origin;
import dev.chaperone.recordings.frame.Origins;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.TagChange;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where rows come from, what was masked and what tables inherited, over the real store. */
class MaskingRecordsTest {
  private static final Origin EMAIL =
      new Origin("demo", "shop", "customers", "email", List.of("tags/1"), true);
  private static final Origin STREET =
      new Origin("demo", "shop", "customers", "address.street", List.of(), false);
  private static final Lineage LINEAGE =
      new Lineage(
          true,
          List.of("mail", ""),
          List.of(
              new Lineage.Column(0, List.of("mail"), new Origins(List.of(EMAIL), true), true),
              new Lineage.Column(1, List.of("", "s"), new Origins(List.of(STREET), false), false)),
          new Origins(List.of(EMAIL, STREET), true));
  private static final Owned JOB = Owned.job(new JobKey("demo", "EU", "j1"));
  private static final Owned TABLE = Owned.table("demo", "_anon", "t1");

  @TempDir Path data;
  private final TestClock clock = new TestClock();

  private LocalRecordings open() {
    return LocalRecordings.open(StoreConfig.of(data, clock));
  }

  private static long record(LocalRecordings store, FrameBody body) {
    return store.recorder().record(FrameDraft.system(body));
  }

  @Test
  void lineageIsToldOfJobsAndTablesAlsoAfterARestartAndARebuild() {
    try (LocalRecordings store = open()) {
      record(store, new LineageNote(List.of(JOB, TABLE), LINEAGE).note());
      record(store, new LineageNote(List.of(JOB), Lineage.UNKNOWN).note());
    }
    try (LocalRecordings store = open()) {
      for (int round = 0; round < 2; round++) {
        MaskingRecords records = store.maskingRecords();
        assertThat(records.lineageOf(JOB)).containsExactly(LINEAGE, Lineage.UNKNOWN);
        assertThat(records.lineageOf(TABLE)).containsExactly(LINEAGE);
        assertThat(records.lineageOf(Owned.job(new JobKey("demo", "", "j1")))).hasSize(2);
        assertThat(records.lineageOf(Owned.job(new JobKey("demo", "US", "j1")))).isEmpty();
        assertThat(records.lineageOf(Owned.job(new JobKey("demo", "EU", "j2")))).isEmpty();
        assertThat(records.columns(10))
            .extracting(SeenColumn::column)
            .containsExactlyInAnyOrder(EMAIL, STREET);
        store.rebuild();
      }
    }
  }

  @Test
  void whatATableInheritedEndsOnlyUpToWhereItWasTakenBack() {
    try (LocalRecordings store = open()) {
      long first = record(store, new TagChange.Inherited("demo.shop.a", "copy", LINEAGE).note());
      record(store, new TagChange.Inherited("demo.shop.b", "copy", LINEAGE).note());
      record(
          store,
          new TagChange.Revoked(
                  "demo.shop.a",
                  first,
                  "no personal data in it",
                  new Decider("grace", Decider.How.OPERATOR_SESSION, "passphrase", "op_1"))
              .note());
      record(store, new TagChange.Inherited("demo.shop.a", "query", Lineage.UNKNOWN).note());
    }
    try (LocalRecordings store = open()) {
      for (int round = 0; round < 2; round++) {
        assertThat(store.maskingRecords().inherited())
            .extracting(i -> i.table() + " " + i.how() + " " + i.revoked() + i.revokedReason())
            .containsExactly(
                "demo.shop.a query false",
                "demo.shop.b copy false",
                "demo.shop.a copy trueno personal data in it");
        assertThat(store.maskingRecords().inherited().getLast().revokedBy()).isEqualTo("grace");
        assertThat(store.maskingRecords().inherited().getLast().lineage()).isEqualTo(LINEAGE);
        store.rebuild();
      }
    }
  }

  @Test
  void whatATableInheritedCannotBeErased() {
    try (LocalRecordings store = open()) {
      long frame = record(store, new TagChange.Inherited("demo.shop.a", "copy", LINEAGE).note());
      assertThatThrownBy(() -> store.erase(frame, "old"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("tag frames");
    }
  }

  @Test
  void findsAddUp() {
    MaskingNote note =
        new MaskingNote(
            "",
            List.of(new MaskingNote.Masked("mail", "redact", 3, "demo.shop.customers.email (pii)")),
            List.of(
                new MaskingNote.Hit(
                    "note", "email", "suggest:pii", 2, List.of("demo.shop.orders.note"))),
            1);
    try (LocalRecordings store = open()) {
      record(store, note.note());
      record(store, note.note());
      assertThat(store.maskingRecords().finds(10))
          .singleElement()
          .satisfies(
              find -> {
                assertThat(find.column()).isEqualTo("demo.shop.orders.note");
                assertThat(find.detector()).isEqualTo("email");
                assertThat(find.reaction()).isEqualTo("suggest:pii");
                assertThat(find.values()).isEqualTo(4);
              });
    }
    assertThat(MaskingNote.of(note.note())).contains(note);
  }

  @Test
  void lineageThatCannotBeReadOrIsTooLongIsUnknown() {
    assertThat(LineageText.read("")).isEqualTo(Lineage.UNKNOWN);
    assertThat(LineageText.read("{}")).isEqualTo(Lineage.UNKNOWN);
    assertThat(LineageText.read("{\"origins\":[],\"from\":[3],\"known\":true}"))
        .isEqualTo(Lineage.UNKNOWN);
    List<Origin> many = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      many.add(new Origin("demo", "shop", "table" + i, "column", List.of(), true));
    }
    Lineage huge = Lineage.mixed(new Origins(many, true));
    assertThat(LineageText.read(LineageText.write(huge))).isEqualTo(Lineage.UNKNOWN);
    assertThat(LineageText.read(LineageText.write(LINEAGE))).isEqualTo(LINEAGE);
  }
}
