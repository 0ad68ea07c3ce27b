package dev.chaperone.proxy.mask;

import dev.chaperone.proxy.mask.Contexts.Kind;
import java.util.Optional;

/**
 * Follows an answer's JSON and decides for each value whether it is copied, replaced or looked at.
 * Keeps no more than one value and one row, both up to a bound. One thread.
 */
final class MaskingMachine extends JsonWalk {
  private static final int LONGEST_VALUE = 1 << 20;
  private static final int LONGEST_SCHEMA = 32 << 20;

  private final ResultPlan plan;
  private final MaskOutput out;
  private final Copier copier;
  private final CellFate cellFate = new CellFate();
  private final Fate schemaFate = new SchemaFate();
  private final Fate unknownFate = new UnknownFate();

  private CellMasker cells;
  private AnswerFields field = AnswerFields.UNKNOWN;
  private boolean rowsSeen;
  private boolean schemaSeen;

  MaskingMachine(ResultPlan plan, MaskOutput out) {
    this.plan = plan;
    this.out = out;
    copier = new Copier(out);
    cells = new CellMasker(plan.bound());
  }

  MaskingSummary summary() {
    return cells.counter().summary();
  }

  /** Takes the next bytes. After an error nothing more may be fed. */
  void feed(byte[] b, int from, int to) throws MaskingException {
    copier.pieceBegins(from);
    walk(b, from, to);
    copier.pieceEnds(b, from, to, at.inRow());
  }

  /** The answer ends. */
  void finish() throws MaskingException {
    walkEnds();
    out.releaseBut(0);
  }

  private static void shape(boolean expected) throws MaskingException {
    if (!expected) {
      throw new MaskingException("the answer's rows have an unknown form");
    }
  }

  @Override
  int value(byte[] b, int i, int to) throws MaskingException {
    byte c = b[i];
    switch (at.kind()) {
      case NONE -> {
        require(c == '{');
        at.push(Kind.ANSWER);
        return enter(i);
      }
      case ANSWER -> {
        return ofAnswer(b, i, to);
      }
      case ROWS -> {
        shape(c == '{');
        copier.rowBorder(i);
        at.push(Kind.RECORD, at.columns());
        return enter('f', b, i, to);
      }
      case RECORD -> {
        shape(c == '[');
        at.push(Kind.CELLS, at.columns());
        return enter(i);
      }
      case CELLS -> {
        int next = textCells(b, i, to);
        if (next > i) {
          return next;
        }
        shape(c == '{');
        if (!at.columns().has(at.count())) {
          throw new MaskingException("a row has more cells than the result has columns");
        }
        at.push(Kind.CELL, at.columns().at(at.count()));
        return enter('v', b, i, to);
      }
      case ELEMENTS -> {
        shape(c == '{');
        at.push(Kind.CELL, at.rule());
        return enter('v', b, i, to);
      }
      case CELL -> {
        return ofCell(b, i, to);
      }
      case ARRAY -> {
        int end = at.inRow() ? textCell(b, i, to) : -1;
        if (end < 0) {
          return any(b, i, to);
        }
        boolean comma = end < to && b[end] == ',';
        passed(comma);
        return comma ? end + 1 : end;
      }
      case OBJECT -> {
        return any(b, i, to);
      }
    }
    throw new IllegalStateException("every kind has been treated");
  }

  /** A record or cell begins; mostly the name of its only field follows at once. */
  private int enter(char name, byte[] b, int i, int to) {
    if (!JsonScan.isObjectWith((byte) name, b, i, to)) {
      return enter(i);
    }
    at.count(1);
    return enterField(i);
  }

  /** Behind the cell with a text that begins and ends here; -1 if there is none. */
  private static int textCell(byte[] b, int i, int to) {
    if (to - i <= Long.BYTES || !JsonScan.isTextCell(b, i)) {
      return -1;
    }
    int end = JsonScan.text(b, i + JsonScan.OBJECT + 1, to) + 1;
    return end < to && b[end - 1] == '"' && b[end] == '}' ? end + 1 : -1;
  }

  /** Cells with texts, as nearly all are, without a step for each of their parts. */
  private int textCells(byte[] b, int from, int to) throws MaskingException {
    Columns columns = at.columns();
    int index = at.count();
    int i = from;
    while (columns.takesText(index)) {
      int behind = textCell(b, i, to);
      int quote = i + JsonScan.OBJECT;
      int end = behind - 1;
      if (behind < 0 || end - quote > LONGEST_VALUE) {
        break;
      }
      if (!columns.isCopied(index)) {
        Optional<byte[]> instead = cells.replacement(columns.at(index), b, quote, end);
        if (instead.isPresent()) {
          copier.replace(b, quote, instead.get(), end);
        }
      }
      index++;
      i = behind;
      boolean comma = i < to && b[i] == ',';
      passed(comma);
      if (!comma) {
        break;
      }
      i++;
    }
    at.count(index);
    return i;
  }

  private int ofAnswer(byte[] b, int i, int to) throws MaskingException {
    byte c = b[i];
    switch (field) {
      case ROWS -> {
        if (c == 'n') {
          return any(b, i, to);
        }
        shape(c == '[');
        plan.rowsBegin();
        at.push(Kind.ROWS, plan.bound().columns());
        return enter(i);
      }
      case SCHEMA -> copier.withhold(schemaFate, at.depth(), b, i, LONGEST_SCHEMA);
      case HARMLESS -> {}
      case ERRORS -> {
        if (plan.bound().plan().errorsHidden()) {
          copier.withhold(unknownFate, at.depth(), b, i, 0);
        }
      }
      case UNKNOWN -> {
        if (!plan.bound().plan().isNothing()) {
          copier.withhold(unknownFate, at.depth(), b, i, 0);
        }
      }
    }
    return any(b, i, to);
  }

  private int ofCell(byte[] b, int i, int to) throws MaskingException {
    byte c = b[i];
    if (c == 'n') {
      return any(b, i, to); // NULL stays NULL, and must be spelt in full.
    }
    CellRule rule = at.rule();
    switch (rule) {
      case CellRule.Copy(Shape shape) -> shape(shape.begins(c));
      case CellRule.Fixed fixed -> withhold(rule, Shape.SCALAR, b, i, 0);
      case CellRule.Computed computed -> withhold(rule, Shape.SCALAR, b, i, LONGEST_VALUE);
      case CellRule.Look look -> {
        if (c == '"') {
          withhold(rule, Shape.SCALAR, b, i, LONGEST_VALUE);
        } else {
          shape(look.type() == ValueType.UNKNOWN || Shape.SCALAR.begins(c));
        }
      }
      case CellRule.Hidden(int column, Shape shape) -> withhold(rule, shape, b, i, 0);
      case CellRule.Each(CellRule element) -> {
        shape(c == '[');
        at.push(Kind.ELEMENTS, element);
        return enter(i);
      }
      case CellRule.Fields(Columns columns) -> {
        shape(c == '{');
        at.push(Kind.RECORD, columns);
        return enter('f', b, i, to);
      }
    }
    return any(b, i, to);
  }

  private void withhold(CellRule rule, Shape expected, byte[] b, int i, int most)
      throws MaskingException {
    shape(expected.begins(b[i]));
    cellFate.rule = rule;
    copier.withhold(cellFate, at.depth(), b, i, most);
  }

  @Override
  void keyEnds(JsonKey name) throws MaskingException {
    switch (at.kind()) {
      case ANSWER -> {
        field = AnswerFields.named(name.text());
        if (field == AnswerFields.ROWS && rowsSeen || field == AnswerFields.SCHEMA && schemaSeen) {
          throw new MaskingException("the answer has rows or a schema twice");
        }
        rowsSeen |= field == AnswerFields.ROWS;
        schemaSeen |= field == AnswerFields.SCHEMA;
      }
      case RECORD, CELL -> {
        shape(at.count() == 0 && name.is(at.kind() == Kind.CELL ? 'v' : 'f'));
        at.count(1);
      }
      case OBJECT -> {
        // A row elsewhere than in rows would be passed over.
        if (!at.inRow() && (field == AnswerFields.HARMLESS || field == AnswerFields.ERRORS)) {
          shape(!name.is('f') && !name.is('v') && !name.text().equals("rows"));
        }
      }
      case NONE, ROWS, CELLS, ELEMENTS, ARRAY -> throw new IllegalStateException("no object");
    }
  }

  @Override
  void closes(Kind kind) throws MaskingException {
    if (kind == Kind.CELLS && !at.columns().isWhole(at.count())) {
      throw new MaskingException("a row has fewer cells than the result has columns");
    }
  }

  @Override
  void valueEnds(byte[] b, int end) throws MaskingException {
    copier.valueEnds(at.depth(), b, end);
    if (at.kind() == Kind.CELLS) {
      at.count(at.count() + 1);
    } else if (at.kind() == Kind.ROWS) {
      copier.rowBorder(end);
    }
  }

  /** Of a value in a cell. */
  private final class CellFate implements Fate {
    private CellRule rule = new CellRule.Copy(Shape.ANY);

    @Override
    public Optional<byte[]> instead(byte first, byte[] value, int from, int to) {
      return rule instanceof CellRule.Fixed || rule instanceof CellRule.Hidden
          ? cells.replacement(rule, new byte[] {first}, 0, 1)
          : cells.replacement(rule, value, from, to);
    }

    @Override
    public Optional<byte[]> tooLong() {
      return cells.tooLong(rule);
    }
  }

  /** Of the schema, from which the rules for the rows follow. */
  private final class SchemaFate implements Fate {
    @Override
    public Optional<byte[]> instead(byte first, byte[] value, int from, int to)
        throws MaskingException {
      BoundPlan before = plan.bound();
      Optional<byte[]> relaxed = plan.schema(value, from, to);
      if (plan.bound() != before) {
        cells = new CellMasker(plan.bound());
      }
      return relaxed;
    }

    @Override
    public Optional<byte[]> tooLong() throws MaskingException {
      throw new MaskingException("the answer's schema is too long");
    }
  }

  /** Of a field of the answer that is not known. */
  private static final class UnknownFate implements Fate {
    @Override
    public Optional<byte[]> instead(byte first, byte[] value, int from, int to) {
      return Optional.of(FixedValues.NULL);
    }

    @Override
    public Optional<byte[]> tooLong() {
      return Optional.of(FixedValues.NULL);
    }
  }
}
