package dev.chaperone.ui.model.session;

import dev.chaperone.ui.model.ModelContext;
import dev.chaperone.ui.model.filter.Filter;
import java.time.Duration;
import java.util.BitSet;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.ObservableList;

/**
 * The two lists of a session behind its filter. Rows are only ever added; one that was shown stays,
 * though its exchange may have stopped matching, until the filter itself changes.
 */
final class SessionRows {
  private static final int SLICE = 1_000;
  private static final int FRAME_SLICE = 50_000;

  private final ModelContext context;
  private final VirtualList<ExchangeRow> exchanges = new VirtualList<>(this::exchangeRow);
  private final VirtualList<FrameRow> frames = new VirtualList<>(this::frameRow);
  private final BitSet shown = new BitSet();
  private SessionLedger ledger;
  private Filter filter = Filter.ALL;
  private int judged;
  private int listed;
  private int pass;
  private final ReadOnlyBooleanWrapper filtering = new ReadOnlyBooleanWrapper();

  SessionRows(ModelContext context, SessionLedger ledger) {
    this.context = context;
    this.ledger = ledger;
  }

  void reset(SessionLedger newLedger) {
    ledger = newLedger;
    restart();
  }

  void setFilter(Filter newFilter) {
    filter = newFilter;
    restart();
    filtering.set(true);
    int mine = pass;
    context.ui().execute(() -> judgeOn(mine));
  }

  private void restart() {
    pass++;
    filtering.set(false);
    judged = 0;
    listed = 0;
    shown.clear();
    exchanges.replaceAll(new IntList());
    frames.replaceAll(new IntList());
  }

  /** Slice after slice, so that no single change holds the views' thread long. */
  private void judgeOn(int mine) {
    if (mine != pass) {
      return;
    }
    judgeNew(SLICE);
    if (judged == ledger.exchangeCount()) {
      listFrames(FRAME_SLICE);
      filtering.set(listed < ledger.frames().size());
    }
    if (filtering.get()) {
      context.ui().execute(() -> judgeOn(mine));
    }
  }

  /** The ledger has grown; returns how many exchanges and frames became visible. */
  Growth grown(BitSet changed) {
    int exchangesBefore = exchanges.size();
    int framesBefore = frames.size();
    IntList touched = new IntList();
    for (int ordinal = changed.nextSetBit(0);
        ordinal >= 0 && ordinal <= judged;
        ordinal = changed.nextSetBit(ordinal + 1)) {
      if (shown.get(ordinal)) {
        touched.add(ordinal);
      } else if (matches(ordinal)) {
        shown.set(ordinal);
        exchanges.insert(ordinal);
        listLate(ledger.exchange(ordinal));
      }
    }
    exchanges.changed(touched);
    if (!filtering.get()) {
      judgeNew(Integer.MAX_VALUE);
      listFrames(Integer.MAX_VALUE);
    }
    return new Growth(
        Math.max(0, exchanges.size() - exchangesBefore), Math.max(0, frames.size() - framesBefore));
  }

  record Growth(int exchanges, int frames) {}

  private void judgeNew(int most) {
    IntList fresh = new IntList();
    for (int n = 0; n < most && judged < ledger.exchangeCount(); n++) {
      judged++;
      if (matches(judged)) {
        shown.set(judged);
        fresh.add(judged);
      }
    }
    exchanges.append(fresh);
  }

  private boolean matches(int ordinal) {
    return filter == Filter.ALL || filter.matches(ledger.exchange(ordinal).summary());
  }

  /** Its frames that were passed over, because it did not match then. */
  private void listLate(ExchangeEntry entry) {
    FrameIndex index = ledger.frames();
    for (int frame = (int) entry.firstFrame();
        frame <= Math.min(entry.lastFrame(), listed);
        frame++) {
      if (index.exchange(frame) == entry.ordinal()) {
        frames.insert(frame);
      }
    }
  }

  private void listFrames(int most) {
    IntList fresh = new IntList();
    FrameIndex index = ledger.frames();
    int end = (int) Math.min(index.size(), (long) listed + most);
    while (listed < end) {
      listed++;
      int exchange = index.exchange(listed);
      if (exchange == 0 ? filter == Filter.ALL : shown.get(exchange)) {
        fresh.add(listed);
      }
    }
    frames.append(fresh);
  }

  private ExchangeRow exchangeRow(int ordinal) {
    return ledger.exchange(ordinal).row();
  }

  private FrameRow frameRow(int number) {
    FrameIndex index = ledger.frames();
    Duration since = Duration.ofNanos(index.nanos(number));
    return new FrameRow(
        number,
        index.sequence(number),
        index.kind(number),
        index.exchange(number),
        index.start().plus(since),
        since,
        index.bytes(number),
        index.error(number),
        index.detail(number));
  }

  /** A new filter is being applied; rows that pass it appear meanwhile. */
  ReadOnlyBooleanProperty filteringProperty() {
    return filtering.getReadOnlyProperty();
  }

  ObservableList<ExchangeRow> exchanges() {
    return exchanges;
  }

  ObservableList<FrameRow> frames() {
    return frames;
  }

  int rowOfExchange(int ordinal) {
    return exchanges.indexOfNumber(ordinal);
  }

  int rowOfFrame(int number) {
    return frames.indexOfNumber(number);
  }

  int exchangeAt(int row) {
    return exchanges.number(row);
  }

  int frameAt(int row) {
    return frames.number(row);
  }
}
