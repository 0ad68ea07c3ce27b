package dev.chaperone.ui.model.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.chaperone.recordings.frame.ExchangeId;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.LineageNote;
import dev.chaperone.recordings.frame.MaskingNote;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.ui.model.console.Attached;
import dev.chaperone.ui.model.session.SessionModel;
import dev.chaperone.ui.model.testing.Tape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class InspectorModelTest {
  private static final String ROWS =
      Tape.SCHEMA
          + "\"totalRows\":\"30000\",\"rows\":[{\"f\":[{\"v\":\"1\"},{\"v\":\"Ann\"}]},"
          + "{\"f\":[{\"v\":\"2\"},{\"v\":null}]}]}";

  private final Attached attached = new Attached();
  private final SessionModel session = new SessionModel(attached.console, attached.context);
  private final InspectorModel model =
      new InspectorModel(attached.console, session, attached.context);

  private Inspection show() {
    attached.attach();
    session.show(Optional.of(Tape.session("s")));
    return model.inspectionProperty().get();
  }

  @Test
  void saysThatThePolicyKeptTheAnswerOutOfTheRecording() {
    attached.tape.opened("s", "a").unrecorded("s", "SELECT id, name FROM t", 4_096);
    Inspection shown = show();
    assertThat(shown.complete()).isTrue();
    assertThat(shown.results().table().columns()).isEmpty();
    assertThat(shown.results().note()).startsWith("Not recorded: policy level metadata");
    assertThat(shown.response().line()).isEqualTo("HTTP 200");
    assertThat(shown.response().body()).isEmpty();
    assertThat(shown.response().withheld()).isEqualTo("Not recorded: policy level metadata");
    assertThat(shown.response().bytes()).isEqualTo(4_096);
    assertThat(shown.request().body()).contains("SELECT id, name FROM t");
    assertThat(shown.exchange().orElseThrow().summary().withoutAnswer()).isTrue();
    assertThat(shown.timing()).extracting(Inspection.Step::detail).contains("not recorded");
    assertThat(shown.failure()).isEmpty();
  }

  @Test
  void showsAllOfAnExchange() {
    attached.tape.opened("s", "a").query("s", "SELECT id, name FROM t", 200, ROWS);
    Inspection shown = show();
    assertThat(shown.complete()).isTrue();
    assertThat(shown.sql()).isEqualTo("SELECT id, name FROM t");
    ResultTable table = shown.results().table();
    assertThat(table.columns())
        .containsExactly(
            new ResultTable.Column("id", "INTEGER"), new ResultTable.Column("name", "STRING"));
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.text(0, 1)).isEqualTo("Ann");
    assertThat(table.isNull(1, 1)).isTrue();
    assertThat(shown.results().note()).isEqualTo("A page of 2 of 30,000 rows.");
    assertThat(shown.request().line()).startsWith("POST /bigquery");
    assertThat(shown.request().body()).contains("\"query\": \"SELECT id, name FROM t\"");
    assertThat(shown.response().line()).isEqualTo("HTTP 200");
    assertThat(shown.timing())
        .extracting(Inspection.Step::name)
        .containsExactly(
            "Request received",
            "Inspected",
            "Decided",
            "Response began",
            "First bytes of the body",
            "Response complete");
    assertThat(shown.decision().orElseThrow().mode()).isEqualTo("observe");
    assertThat(shown.raw().orElseThrow().text()).contains("\"apiMethod\": \"bigquery.jobs.query\"");
    assertThat(shown.problem()).isEmpty();
  }

  @Test
  void tellsWhatWasMaskedAndWhereRowsComeFrom() {
    attached.tape.opened("s", "a");
    ExchangeId id = attached.tape.begin("s", "SELECT name FROM t");
    LineageNote lineage =
        new LineageNote(List.of(new Owned(Owned.Kind.JOB, "demo.j", "EU")), Lineage.UNKNOWN);
    MaskingNote masking =
        new MaskingNote(
            "",
            List.of(new MaskingNote.Masked("name", "redact", 2, "demo.shop.t.name (pii)")),
            List.of(),
            0);
    attached.tape.add("s", Optional.of(id), Optional.empty(), lineage.note());
    attached.tape.add("s", Optional.of(id), Optional.empty(), masking.note());
    attached.tape.end("s", id, 200, ROWS);
    Inspection shown = show();
    assertThat(shown.protection())
        .isEqualTo(new Inspection.Protection(Optional.of(masking), Optional.of(lineage)));
    assertThat(shown.timing())
        .extracting(Inspection.Step::detail)
        .contains("1 column masked: name (redact)");
    session.selectFrame(7);
    assertThat(model.inspectionProperty().get().raw().orElseThrow().text())
        .startsWith("What was masked in the answer.")
        .contains("name: redact, 2 values\n      because of demo.shop.t.name (pii)")
        .contains("As stored:\n{");
    session.selectFrame(6);
    assertThat(model.inspectionProperty().get().raw().orElseThrow().text())
        .startsWith("Where the rows come from of\n\n  job demo.j")
        .contains("any column from anywhere (not known)");
  }

  @Test
  void anExchangeThatTellsNothingOfMaskingHasNone() {
    attached.tape.opened("s", "a").query("s", "SELECT id, name FROM t", 200, ROWS);
    assertThat(show().protection()).isEqualTo(Inspection.Protection.NONE);
  }

  @Test
  void saysWhatWentWrongInWords() {
    attached.tape.opened("s", "a").query("s", "SELEKT", 400, "{\"error\":{\"code\":400}}");
    assertThat(show().problem())
        .isEqualTo("BigQuery could not run the statement. Syntax error at [1:1]");
  }

  @Test
  void aFrameWithoutAnExchangeIsShownRaw() {
    attached.tape.opened("s", "a");
    Inspection none = show();
    assertThat(none).isSameAs(Inspection.NOTHING);
    session.selectFrame(1);
    Inspection shown = model.inspectionProperty().get();
    assertThat(shown.exchange()).isEmpty();
    assertThat(shown.raw().orElseThrow().text()).contains("\"purpose\": \"reports\"");
    assertThat(shown.raw().orElseThrow().header())
        .anyMatch(line -> line.getKey().equals("Payload digest"));
  }

  @Test
  void withinAnExchangeOnlyTheFrameIsReadAgain() {
    attached.tape.opened("s", "a").query("s", "SELECT 1", 200, ROWS);
    show();
    attached.fake.framesRead = 0;
    session.selectFrame(6);
    assertThat(attached.fake.framesRead).isEqualTo(1);
    Inspection shown = model.inspectionProperty().get();
    assertThat(shown.raw().orElseThrow().sequence()).isEqualTo(6);
    assertThat(shown.results().table().rows()).isEqualTo(2);
  }

  @Test
  void aRunningExchangeIsReadAgainWhenItGoesOn() {
    attached.tape.opened("s", "a");
    ExchangeId id = attached.tape.begin("s", "SELECT 1");
    Inspection running = show();
    assertThat(running.response()).isEqualTo(Inspection.Message.NONE);
    attached.tape.end("s", id, 200, ROWS);
    attached.live();
    assertThat(model.inspectionProperty().get().results().table().rows()).isEqualTo(2);
  }

  @Test
  void whatIsNotReadableSaysSo() {
    attached.tape.opened("s", "a").query("s", "SELECT 1", 200, ROWS).query("s", "B", 200, ROWS);
    show();
    attached.fake.gone = true;
    session.selectExchange(1);
    assertThat(model.inspectionProperty().get().failure()).isEqualTo("The gateway stopped.");
  }

  @Test
  void refusalsAndCutsAreNamed() {
    attached.tape.opened("s", "a");
    ExchangeId id = attached.tape.begin("s", "SELECT 1");
    attached.tape.add(
        "s",
        Optional.of(id),
        Optional.empty(),
        new FrameBody.Failure("upstream-unreachable", "Connection refused.", Map.of()));
    assertThat(show().problem())
        .isEqualTo("The gateway could not reach BigQuery. Connection refused.");
    attached.tape.begin("s", "SELECT 2");
    attached.tape.closed("s");
    attached.live();
    assertThat(model.inspectionProperty().get().problem()).startsWith("The connection was cut");
  }

  @Test
  void staleWorkNeverReachesTheViews() {
    List<Runnable> background = new ArrayList<>();
    var context =
        new dev.chaperone.ui.model.ModelContext(attached.clock, background::add, Runnable::run);
    SessionModel direct = new SessionModel(attached.console, attached.context);
    InspectorModel slow = new InspectorModel(attached.console, direct, context);
    attached.tape.opened("s", "a").query("s", "SELECT 1", 200, ROWS).query("s", "B", 200, "{}");
    attached.attach();
    direct.show(Optional.of(Tape.session("s")));
    direct.selectExchange(1);
    direct.selectExchange(2);
    assertThat(background).hasSize(1);
    attached.fake.framesRead = 0;
    background.getFirst().run();
    assertThat(attached.fake.framesRead).isEqualTo(7);
    assertThat(slow.inspectionProperty().get().sql()).isEqualTo("B");
  }

  @Test
  void theSqlOfARequestWithoutAnyGivesWayToItsResponse() {
    attached.tape.opened("s", "a").query("s", "SELECT 1", 200, ROWS);
    Inspection shown = show();
    assertThat(UsefulTab.of(shown, InspectorModel.Tab.SQL)).isEqualTo(InspectorModel.Tab.SQL);
    Inspection without = Inspection.beginning(shown.exchange(), "");
    assertThat(UsefulTab.of(without, InspectorModel.Tab.SQL))
        .isEqualTo(InspectorModel.Tab.RESPONSE);
    assertThat(UsefulTab.of(without, InspectorModel.Tab.TIMING))
        .isEqualTo(InspectorModel.Tab.TIMING);
    assertThat(UsefulTab.of(Inspection.NOTHING, InspectorModel.Tab.SQL))
        .isEqualTo(InspectorModel.Tab.SQL);
  }
}
