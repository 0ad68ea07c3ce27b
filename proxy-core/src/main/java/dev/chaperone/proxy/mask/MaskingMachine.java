package dev.chaperone.proxy.mask;

import dev.chaperone.proxy.mask.Contexts.Kind;
import java.util.Optional;

/**
 * Follows an answer's JSON byte by byte, however it is cut, and copies it with masked values in
 * place of clear ones. What is copied is found by its place and written in whole ranges. Keeps no
 * more than one value and one row, both up to a bound. One thread.
 */
final class MaskingMachine {
  private static final int LONGEST_VALUE = 1 << 20;
  private static final int LONGEST_SCHEMA = 32 << 20;
  private static final int LONGEST_ROW = 1 << 20;
  private static final int LONGEST_NUMBER = 512;

  private enum State {
    VALUE,
    FIRST_VALUE,
    KEY,
    FIRST_KEY,
    COLON,
    NEXT,
    TEXT,
    KEY_TEXT,
    LITERAL,
    END
  }

  /** What a withheld value is. */
  private enum Task {
    CELL,
    SCHEMA,
    UNKNOWN_FIELD
  }

  private final ResultPlan plan;
  private final MaskOutput out;
  private final int longestValue;
  private final Contexts at = new Contexts();
  private final Withheld withheld = new Withheld();
  private final JsonKey key = new JsonKey();
  private final byte[] literal = new byte[LONGEST_NUMBER];

  private CellMasker cells;
  private State state = State.VALUE;
  private AnswerFields field = AnswerFields.UNKNOWN;
  private Task task = Task.CELL;
  private CellRule rule = new CellRule.Copy(Shape.ANY);
  private boolean rowsSeen;
  private boolean schemaSeen;
  private boolean begun;
  // In a text: 0 outside of an escape, -1 after its backslash, else hex digits that must follow.
  private int escape;
  private int literalLength;
  // What stands from there on in this piece of input is copied, unless a value is withheld.
  private int copyFrom;
  // How much of what has been copied, or will be, belongs to the row that has not ended.
  private long written;
  private long rowEnd;

  MaskingMachine(ResultPlan plan, MaskOutput out) {
    this(plan, out, LONGEST_VALUE);
  }

  MaskingMachine(ResultPlan plan, MaskOutput out, int longestValue) {
    this.plan = plan;
    this.out = out;
    this.longestValue = longestValue;
    cells = new CellMasker(plan.bound());
  }

  MaskingSummary summary() {
    return cells.counter().summary();
  }

  /** Takes the next bytes. After an error nothing more may be fed. */
  void feed(byte[] b, int from, int to) throws MaskingException {
    copyFrom = from;
    int i = from;
    while (i < to) {
      switch (state) {
        case TEXT, KEY_TEXT -> i = text(b, i, to);
        case LITERAL -> i = literal(b, i, to);
        case VALUE, FIRST_VALUE, KEY, FIRST_KEY, COLON, NEXT, END ->
            i = JsonScan.isSpace(b[i]) ? i + 1 : structure(b, i, to);
      }
    }
    pieceEnds(b, from, to);
  }

  /** The answer ends. */
  void finish() throws MaskingException {
    if (begun && state != State.END) {
      throw new MaskingException("the answer broke off");
    }
    out.releaseBut(0);
  }

  private void pieceEnds(byte[] b, int from, int to) throws MaskingException {
    if (!withheld.isOn()) {
      copy(b, copyFrom, to);
    } else {
      int begin = withheld.isParted() ? from : withheld.start();
      if (!withheld.isParted()) {
        copy(b, copyFrom, begin);
      }
      keep(b, begin, to);
    }
    if (at.inRow()) {
      long ofRow = written - rowEnd;
      out.releaseBut(ofRow > LONGEST_ROW ? 0 : (int) ofRow);
    } else {
      out.releaseBut(0);
    }
  }

  private void keep(byte[] b, int from, int to) throws MaskingException {
    if (withheld.keep(b, from, to)) {
      return;
    }
    if (task == Task.SCHEMA) {
      throw new MaskingException("the answer's schema is too long");
    }
    if (rule instanceof CellRule.Look && !cells.detectorsMask()) {
      cells.counter().unseen();
      copy(withheld.held(), 0, withheld.size());
      copy(b, from, to);
      withheld.end();
    }
    withheld.forget();
  }

  private void copy(byte[] b, int from, int to) {
    out.write(b, from, to - from);
    written += to - from;
  }

  private void replace(byte[] b, int valueStart, byte[] json, int valueEnd) {
    copy(b, copyFrom, valueStart);
    copy(json, 0, json.length);
    copyFrom = valueEnd;
  }

  private int structure(byte[] b, int i, int to) throws MaskingException {
    byte c = b[i];
    switch (state) {
      case VALUE -> {
        return value(b, i, to);
      }
      case FIRST_VALUE -> {
        return c == ']' ? close(b, i) : value(b, i, to);
      }
      case FIRST_KEY, KEY -> {
        if (c == '}' && state == State.FIRST_KEY) {
          return close(b, i);
        }
        require(c == '"');
        key.begin();
        state = State.KEY_TEXT;
      }
      case COLON -> {
        require(c == ':');
        state = State.VALUE;
      }
      case NEXT -> {
        if (c != ',') {
          return close(b, i);
        }
        state = at.kind().isArray() ? State.VALUE : State.KEY;
      }
      case TEXT, KEY_TEXT, LITERAL, END -> require(false);
    }
    return i + 1;
  }

  private static void require(boolean grammar) throws MaskingException {
    if (!grammar) {
      throw new MaskingException("the answer is not JSON");
    }
  }

  private static void shape(boolean expected) throws MaskingException {
    if (!expected) {
      throw new MaskingException("the answer's rows have an unknown form");
    }
  }

  /** A value begins. */
  private int value(byte[] b, int i, int to) throws MaskingException {
    byte c = b[i];
    switch (at.kind()) {
      case NONE -> {
        require(c == '{');
        begun = true;
        at.push(Kind.ANSWER);
        state = State.FIRST_KEY;
        return i + 1;
      }
      case ANSWER -> {
        return ofAnswer(b, i);
      }
      case ROWS -> {
        shape(c == '{');
        rowEnd = written + i - copyFrom;
        at.push(Kind.RECORD, at.columns());
        state = State.FIRST_KEY;
        return i + 1;
      }
      case RECORD -> {
        shape(c == '[');
        at.push(Kind.CELLS, at.columns());
        state = State.FIRST_VALUE;
        return i + 1;
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
        state = State.FIRST_KEY;
        return i + 1;
      }
      case ELEMENTS -> {
        shape(c == '{');
        at.push(Kind.CELL, at.rule());
        state = State.FIRST_KEY;
        return i + 1;
      }
      case CELL -> {
        return ofCell(b, i);
      }
      case OBJECT, ARRAY -> {
        return any(c, i);
      }
    }
    throw new IllegalStateException("every kind has been treated");
  }

  /** Cells with texts, as nearly all are, without a step for each of their parts. */
  private int textCells(byte[] b, int from, int to) {
    Columns columns = at.columns();
    int index = at.count();
    int i = from;
    while (to - i > Long.BYTES && columns.takesText(index) && JsonScan.isTextCell(b, i)) {
      int quote = i + 5;
      int end = JsonScan.text(b, quote + 1, to) + 1;
      if (end >= to || b[end - 1] != '"' || b[end] != '}') {
        break;
      }
      if (end - quote > longestValue) {
        break;
      }
      Optional<byte[]> instead = cells.replacement(columns.at(index), b, quote, end);
      if (instead.isPresent()) {
        replace(b, quote, instead.get(), end);
      }
      index++;
      i = end + 1;
      state = State.NEXT;
      if (i == to || b[i] != ',') {
        break;
      }
      state = State.VALUE;
      i++;
    }
    at.count(index);
    return i;
  }

  private int ofAnswer(byte[] b, int i) throws MaskingException {
    byte c = b[i];
    switch (field) {
      case ROWS -> {
        if (c == 'n') {
          return any(c, i);
        }
        shape(c == '[');
        plan.rowsBegin();
        at.push(Kind.ROWS, plan.bound().columns());
        state = State.FIRST_VALUE;
        return i + 1;
      }
      case SCHEMA -> withhold(Task.SCHEMA, b, i, LONGEST_SCHEMA);
      case HARMLESS -> {}
      case UNKNOWN -> {
        if (!plan.bound().plan().isNothing()) {
          withhold(Task.UNKNOWN_FIELD, b, i, 0);
        }
      }
    }
    return any(c, i);
  }

  private int ofCell(byte[] b, int i) throws MaskingException {
    byte c = b[i];
    if (c == 'n') {
      return any(c, i); // NULL stays NULL, and must be spelt in full.
    }
    CellRule of = at.rule();
    switch (of) {
      case CellRule.Copy(Shape shape) -> shape(shape.begins(c));
      case CellRule.Fixed fixed -> withholdScalar(of, b, i, 0);
      case CellRule.Computed computed -> withholdScalar(of, b, i, longestValue);
      case CellRule.Look look -> {
        if (c == '"') {
          withholdScalar(of, b, i, longestValue);
        } else {
          shape(look.type() == ValueType.UNKNOWN || Shape.SCALAR.begins(c));
        }
      }
      case CellRule.Hidden(int column, Shape shape) -> {
        shape(shape.begins(c));
        rule = of;
        withhold(Task.CELL, b, i, 0);
      }
      case CellRule.Each(CellRule element) -> {
        shape(c == '[');
        at.push(Kind.ELEMENTS, element);
        state = State.FIRST_VALUE;
        return i + 1;
      }
      case CellRule.Fields(Columns columns) -> {
        shape(c == '{');
        at.push(Kind.RECORD, columns);
        state = State.FIRST_KEY;
        return i + 1;
      }
    }
    return any(c, i);
  }

  private void withholdScalar(CellRule of, byte[] b, int i, int most) throws MaskingException {
    shape(Shape.SCALAR.begins(b[i]));
    rule = of;
    withhold(Task.CELL, b, i, most);
  }

  private void withhold(Task what, byte[] b, int i, int most) {
    task = what;
    withheld.begin(at.depth(), b, i, most);
  }

  /** A value of any form begins. */
  private int any(byte c, int i) throws MaskingException {
    switch (c) {
      case '{' -> {
        at.push(Kind.OBJECT);
        state = State.FIRST_KEY;
      }
      case '[' -> {
        at.push(Kind.ARRAY);
        state = State.FIRST_VALUE;
      }
      case '"' -> state = State.TEXT;
      default -> {
        require(JsonScan.isLiteral(c));
        literalLength = 0;
        state = State.LITERAL;
        return i;
      }
    }
    return i + 1;
  }

  private int text(byte[] b, int from, int to) throws MaskingException {
    int i = from;
    while (i < to) {
      if (escape != 0) {
        escaped(b, i++);
        continue;
      }
      int end = JsonScan.text(b, i, to);
      if (state == State.KEY_TEXT) {
        // The backslash belongs to the name, the quote does not.
        key.add(b, i, end < to && b[end] == '\\' ? end + 1 : end);
      }
      if (end == to) {
        return to;
      }
      if (b[end] == '"') {
        if (state == State.KEY_TEXT) {
          keyEnds();
        } else {
          valueEnds(b, end + 1);
        }
        return end + 1;
      }
      require(b[end] == '\\');
      escape = -1;
      i = end + 1;
    }
    return i;
  }

  private void escaped(byte[] b, int i) throws MaskingException {
    byte c = b[i];
    if (escape > 0) {
      require(JsonScan.isHex(c));
      escape--;
    } else if (c == 'u') {
      escape = 4;
    } else {
      require("\"\\/bfnrt".indexOf(c) >= 0);
      escape = 0;
    }
    if (state == State.KEY_TEXT) {
      key.add(b, i, i + 1);
    }
  }

  private void keyEnds() throws MaskingException {
    state = State.COLON;
    switch (at.kind()) {
      case ANSWER -> {
        field = AnswerFields.named(key.text());
        if (field == AnswerFields.ROWS && rowsSeen || field == AnswerFields.SCHEMA && schemaSeen) {
          throw new MaskingException("the answer has rows or a schema twice");
        }
        rowsSeen |= field == AnswerFields.ROWS;
        schemaSeen |= field == AnswerFields.SCHEMA;
      }
      case RECORD, CELL -> {
        shape(at.count() == 0 && key.is(at.kind() == Kind.CELL ? 'v' : 'f'));
        at.count(1);
      }
      case OBJECT -> {}
      case NONE, ROWS, CELLS, ELEMENTS, ARRAY -> throw new IllegalStateException("no object");
    }
  }

  private int literal(byte[] b, int from, int to) throws MaskingException {
    int i = from;
    while (i < to && JsonScan.isLiteral(b[i])) {
      require(literalLength < LONGEST_NUMBER);
      literal[literalLength++] = b[i++];
    }
    if (i < to) {
      require(JsonScan.isWhole(literal, 0, literalLength));
      valueEnds(b, i);
    }
    return i;
  }

  private int close(byte[] b, int i) throws MaskingException {
    Kind kind = at.kind();
    require(b[i] == (kind.isArray() ? ']' : '}'));
    if (kind == Kind.CELLS && !at.columns().isWhole(at.count())) {
      throw new MaskingException("a row has fewer cells than the result has columns");
    }
    at.pop();
    if (kind == Kind.CELL && at.kind() == Kind.CELLS) {
      at.count(at.count() + 1);
    }
    valueEnds(b, i + 1);
    return i + 1;
  }

  private void valueEnds(byte[] b, int end) throws MaskingException {
    if (withheld.endsAt(at.depth())) {
      release(b, end);
    }
    state = at.depth() == 0 ? State.END : State.NEXT;
    if (at.kind() == Kind.ROWS) {
      rowEnd = written + end - copyFrom;
    }
  }

  /** The withheld value has ended: it is passed on, or something in its place. */
  private void release(byte[] b, int end) throws MaskingException {
    boolean parted = withheld.isParted();
    if (parted) {
      keep(b, copyFrom, end);
      copyFrom = end;
      if (!withheld.isOn()) {
        return;
      }
    }
    byte[] value = parted ? withheld.held() : b;
    int from = parted ? 0 : withheld.start();
    int to = parted ? withheld.size() : end;
    boolean tooLong = parted ? withheld.isTooLong() : withheld.exceeds(end - from);
    Optional<byte[]> instead = tooLong ? tooLong() : instead(value, from, to);
    withheld.end();
    if (instead.isPresent()) {
      replace(b, parted ? end : from, instead.get(), end);
    } else if (parted) {
      copy(value, from, to);
    }
  }

  private Optional<byte[]> tooLong() throws MaskingException {
    if (task == Task.SCHEMA) {
      throw new MaskingException("the answer's schema is too long");
    }
    if (rule instanceof CellRule.Look && !cells.detectorsMask()) {
      cells.counter().unseen();
      return Optional.empty();
    }
    return Optional.of(cells.tooLong(rule));
  }

  private Optional<byte[]> instead(byte[] value, int from, int to) throws MaskingException {
    return switch (task) {
      case CELL ->
          rule instanceof CellRule.Fixed || rule instanceof CellRule.Hidden
              ? cells.replacement(rule, new byte[] {withheld.first()}, 0, 1)
              : cells.replacement(rule, value, from, to);
      case SCHEMA -> {
        BoundPlan before = plan.bound();
        Optional<byte[]> relaxed = plan.schema(value, from, to);
        if (plan.bound() != before) {
          cells = new CellMasker(plan.bound());
        }
        yield relaxed;
      }
      case UNKNOWN_FIELD -> Optional.of(FixedValues.NULL);
    };
  }
}
