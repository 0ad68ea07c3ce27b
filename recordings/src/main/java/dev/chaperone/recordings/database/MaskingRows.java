package dev.chaperone.recordings.database;

import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameHeader;
import dev.chaperone.recordings.frame.Lineage;
import dev.chaperone.recordings.frame.LineageNote;
import dev.chaperone.recordings.frame.LineageText;
import dev.chaperone.recordings.frame.MaskingNote;
import dev.chaperone.recordings.frame.Origin;
import dev.chaperone.recordings.frame.Origins;
import dev.chaperone.recordings.frame.Owned;
import dev.chaperone.recordings.frame.TagChange;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/** Keeps where results and tables come from, which columns were seen, and what detectors found. */
final class MaskingRows {
  private static final int CODE = 64;
  private static final int NAME = 128;

  private final Statements statements;

  MaskingRows(Statements statements) {
    this.statements = statements;
  }

  void apply(FrameHeader header, FrameBody.Note note) throws SQLException {
    Optional<LineageNote> lineage = LineageNote.of(note);
    if (lineage.isPresent()) {
      lineage(header, lineage.get());
    }
    Optional<MaskingNote> summary = MaskingNote.of(note);
    if (summary.isPresent()) {
      for (MaskingNote.Hit hit : summary.get().hits()) {
        found(header, hit);
      }
    }
    Optional<TagChange> change = TagChange.of(note);
    if (change.isPresent()) {
      switch (change.get()) {
        case TagChange.Inherited i -> inherited(header, i);
        case TagChange.Revoked r -> revoked(r);
      }
    }
  }

  private void lineage(FrameHeader header, LineageNote note) throws SQLException {
    String body = LineageText.write(note.lineage());
    for (Owned of : note.of()) {
      statements.update(
          "insert into lineage (kind, name, location, body, sequence) values (?, ?, ?, ?, ?)",
          of.kind().name(),
          Texts.of(of.name()),
          Sql.cut(of.location(), NAME),
          body,
          header.sequence());
    }
    for (Origin origin : note.lineage().all().from()) {
      seen(header, origin);
    }
  }

  private void seen(FrameHeader header, Origin origin) throws SQLException {
    String name = Texts.of(origin.toString());
    String body =
        LineageText.write(Lineage.mixed(new Origins(List.of(origin), origin.tagsKnown())));
    int known =
        statements.update(
            "update seen_columns set times = times + 1, last_nanos = ?, body = ? where name = ?",
            Sql.nanos(header.time()),
            body,
            name);
    if (known == 0) {
      statements.update(
          "insert into seen_columns (name, body, times, last_nanos) values (?, ?, 1, ?)",
          name,
          body,
          Sql.nanos(header.time()));
    }
  }

  private void found(FrameHeader header, MaskingNote.Hit hit) throws SQLException {
    for (String column : hit.columns()) {
      int known =
          statements.update(
              "update detector_finds set value_count = value_count + ?, last_nanos = ?,"
                  + " reaction = ? where column_name = ? and detector = ?",
              hit.values(),
              Sql.nanos(header.time()),
              Sql.cut(hit.reaction(), NAME),
              Texts.of(column),
              Sql.cut(hit.detector(), NAME));
      if (known == 0) {
        statements.update(
            "insert into detector_finds (column_name, detector, reaction, value_count, last_nanos)"
                + " values (?, ?, ?, ?, ?)",
            Texts.of(column),
            Sql.cut(hit.detector(), NAME),
            Sql.cut(hit.reaction(), NAME),
            hit.values(),
            Sql.nanos(header.time()));
      }
    }
  }

  private void inherited(FrameHeader header, TagChange.Inherited change) throws SQLException {
    statements.update(
        "insert into inherited_tags (sequence, table_name, how, body, session, at_nanos, revoked,"
            + " revoked_reason, revoked_by) values (?, ?, ?, ?, ?, ?, false, '', '')",
        header.sequence(),
        Texts.of(change.table()),
        Sql.cut(change.how(), CODE),
        LineageText.write(change.lineage()),
        header.session().value(),
        Sql.nanos(header.time()));
  }

  private void revoked(TagChange.Revoked change) throws SQLException {
    statements.update(
        "update inherited_tags set revoked = true, revoked_reason = ?, revoked_by = ?"
            + " where table_name = ? and sequence <= ? and not revoked",
        Texts.of(change.reason()),
        Texts.of(change.by().identity()),
        Texts.of(change.table()),
        change.upTo());
  }
}
