package dev.chaperone.recordings.storage;

import dev.chaperone.recordings.RecordingException;
import java.io.Closeable;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * Storage in memory that loses power: after {@link #afterCrash} only what was forced is left, plus
 * perhaps the torn beginning of what was not. It can also be full, read-only, slow to force, or
 * fail once.
 */
public final class CrashingStorage implements Storage {
  private static final String NO_SPACE = "No space left on device";

  private final Map<String, Content> live = new TreeMap<>();
  private final Map<String, Content> durableNames = new TreeMap<>();
  private boolean locked;
  private boolean readOnly;
  private long space = Long.MAX_VALUE / 2;
  private long crashAfter = Long.MAX_VALUE;
  private long operations;
  private long failFrom = Long.MAX_VALUE;
  private long failTo = Long.MAX_VALUE;
  private boolean crashed;
  private Runnable beforeForce = () -> {};
  private final Map<String, Long> bytesRead = new TreeMap<>();

  /** A file: what is forced, and the writes since. */
  private static final class Content {
    private byte[] live = new byte[0];
    private int length;
    private byte[] forced = new byte[0];
    private final List<Change> pending = new ArrayList<>();

    void write(long position, byte[] bytes) {
      int end = Math.toIntExact(position + bytes.length);
      if (end > live.length) {
        live = Arrays.copyOf(live, Math.max(end, live.length * 2));
      }
      System.arraycopy(bytes, 0, live, (int) position, bytes.length);
      length = Math.max(length, end);
    }

    void cut(long to) {
      length = (int) Math.min(length, to);
      Arrays.fill(live, length, live.length, (byte) 0);
    }

    void force() {
      forced = Arrays.copyOf(live, length);
      pending.clear();
    }

    Content survivor(Random random) {
      Content left = new Content();
      left.write(0, forced);
      int kept = pending.isEmpty() ? 0 : random.nextInt(pending.size() + 1);
      for (int i = 0; i < kept; i++) {
        left.apply(pending.get(i));
      }
      if (kept < pending.size() && pending.get(kept).bytes.length > 0) {
        Change torn = pending.get(kept);
        int part = random.nextInt(torn.bytes.length);
        left.apply(new Change(torn.position, Arrays.copyOf(torn.bytes, part), -1));
        if (random.nextInt(4) == 0) { // pages reach the disk out of order: a hole of zeroes
          left.apply(new Change(torn.position, new byte[part / 2], -1));
        }
      }
      left.force();
      return left;
    }

    private void apply(Change change) {
      if (change.cutTo >= 0) {
        cut(change.cutTo);
      } else if (change.bytes.length > 0) {
        write(change.position, change.bytes);
      }
    }
  }

  private record Change(long position, byte[] bytes, long cutTo) {}

  /** The storage as a restart finds it. */
  public synchronized CrashingStorage afterCrash(Random random) {
    CrashingStorage left = new CrashingStorage();
    Map<String, Content> names = new TreeMap<>(durableNames);
    if (random.nextBoolean()) {
      names = new TreeMap<>(live); // directory entries may have reached the disk unforced
    }
    names.forEach(
        (name, content) -> {
          Content survivor = content.survivor(random);
          left.live.put(name, survivor);
          left.durableNames.put(name, survivor);
        });
    return left;
  }

  /** Power fails at the n-th operation from now. */
  public synchronized void crashAfter(long count) {
    crashAfter = operations + count;
  }

  /** Operations {@code from} to {@code to} from now fail for want of space. */
  public synchronized void failBetween(long from, long to) {
    failFrom = operations + from;
    failTo = operations + to;
  }

  public synchronized void space(long bytes) {
    space = bytes;
  }

  public synchronized void readOnly(boolean value) {
    readOnly = value;
  }

  public synchronized void beforeForce(Runnable action) {
    beforeForce = action;
  }

  public synchronized boolean crashed() {
    return crashed;
  }

  /** How much of a file was read so far. */
  public synchronized long bytesRead(String name) {
    return bytesRead.getOrDefault(name, 0L);
  }

  /** A file's bytes, to tamper with. */
  public synchronized byte[] bytes(String name) {
    Content content = live.get(name);
    return Arrays.copyOf(content.live, content.length);
  }

  public synchronized void replace(String name, byte[] bytes) {
    Content content = new Content();
    content.write(0, bytes);
    content.force();
    live.put(name, content);
    durableNames.put(name, content);
  }

  private void operation() throws IOException {
    operations++;
    if (operations >= crashAfter) {
      crashed = true;
    }
    if (crashed) {
      throw new IOException("the power is gone");
    }
    if (operations >= failFrom && operations < failTo) {
      throw new IOException(NO_SPACE);
    }
  }

  private void change(String name) throws IOException {
    operation();
    if (readOnly) {
      throw new IOException(name + ": Read-only file system");
    }
  }

  @Override
  public synchronized List<String> list() {
    return List.copyOf(live.keySet());
  }

  @Override
  public synchronized WritableFile create(String name) throws IOException {
    change(name);
    if (live.containsKey(name)) {
      throw new FileAlreadyExistsException(name);
    }
    Content content = new Content();
    live.put(name, content);
    return new Writer(name, content);
  }

  @Override
  public synchronized WritableFile open(String name) throws IOException {
    change(name);
    return new Writer(name, found(name));
  }

  @Override
  public synchronized ReadableFile read(String name) throws IOException {
    return new Reader(name, found(name));
  }

  private Content found(String name) throws IOException {
    Content content = live.get(name);
    if (content == null) {
      throw new FileNotFoundException(name);
    }
    return content;
  }

  @Override
  public synchronized void rename(String from, String to) throws IOException {
    change(from);
    Content content = found(from);
    live.remove(from);
    live.put(to, content);
  }

  @Override
  public synchronized void delete(String name) throws IOException {
    change(name);
    live.remove(name);
  }

  @Override
  public synchronized void forceDirectory() throws IOException {
    change("directory");
    durableNames.clear();
    durableNames.putAll(live);
  }

  @Override
  public synchronized long usableSpace() {
    return space;
  }

  @Override
  public String describe() {
    return "memory";
  }

  @Override
  public synchronized Closeable lock() {
    if (locked) {
      throw new RecordingException(RecordingException.Code.IN_USE, "in use");
    }
    locked = true;
    return () -> {
      synchronized (this) {
        locked = false;
      }
    };
  }

  private final class Writer implements WritableFile {
    private final String name;
    private final Content content;

    private Writer(String name, Content content) {
      this.name = name;
      this.content = content;
    }

    @Override
    public void write(long position, ByteBuffer source) throws IOException {
      synchronized (CrashingStorage.this) {
        byte[] bytes = new byte[source.remaining()];
        source.get(bytes);
        IOException failure = null;
        try {
          change(name);
          if (bytes.length > space) {
            bytes = Arrays.copyOf(bytes, (int) space);
            failure = new IOException(NO_SPACE);
          }
        } catch (IOException e) {
          bytes = Arrays.copyOf(bytes, bytes.length / 2); // some of it got there
          failure = e;
        }
        if (!readOnly) {
          space -= bytes.length;
          content.write(position, bytes);
          content.pending.add(new Change(position, bytes, -1));
        }
        if (failure != null) {
          throw failure;
        }
      }
    }

    @Override
    public void force() throws IOException {
      beforeForce.run();
      synchronized (CrashingStorage.this) {
        change(name);
        content.force();
      }
    }

    @Override
    public void truncate(long length) throws IOException {
      synchronized (CrashingStorage.this) {
        change(name);
        content.cut(length);
        content.pending.add(new Change(0, new byte[0], length));
      }
    }

    @Override
    public void close() {}
  }

  private final class Reader implements ReadableFile {
    private final String name;
    private final Content content;

    private Reader(String name, Content content) {
      this.name = name;
      this.content = content;
    }

    @Override
    public long length() {
      synchronized (CrashingStorage.this) {
        return content.length;
      }
    }

    @Override
    public byte[] read(long position, int length) {
      synchronized (CrashingStorage.this) {
        bytesRead.merge(name, (long) length, Long::sum);
        int from = (int) Math.min(position, content.length);
        return Arrays.copyOfRange(content.live, from, Math.min(from + length, content.length));
      }
    }

    @Override
    public void close() {}
  }
}
