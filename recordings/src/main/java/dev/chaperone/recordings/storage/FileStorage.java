package dev.chaperone.recordings.storage;

import dev.chaperone.recordings.RecordingException;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The journal's folder on a file system: owner-only, forced with fdatasync. */
public final class FileStorage implements Storage {
  private static final String LOCK = ".lock";

  private final Path folder;

  private FileStorage(Path folder) {
    this.folder = folder;
  }

  /** Names the folder; {@link #lock} makes it if it is missing. */
  public static FileStorage at(Path folder) {
    return new FileStorage(folder);
  }

  @Override
  public List<String> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(n -> !n.equals(LOCK))
          .sorted()
          .toList();
    }
  }

  @Override
  public WritableFile create(String name) throws IOException {
    Path file = folder.resolve(name);
    OwnerOnly.createFile(file);
    return new Channel(FileChannel.open(file, StandardOpenOption.WRITE));
  }

  @Override
  public WritableFile open(String name) throws IOException {
    return new Channel(FileChannel.open(folder.resolve(name), StandardOpenOption.WRITE));
  }

  @Override
  public ReadableFile read(String name) throws IOException {
    return new Reader(new RandomAccessFile(folder.resolve(name).toFile(), "r"));
  }

  @Override
  public void rename(String from, String to) throws IOException {
    Files.move(
        folder.resolve(from),
        folder.resolve(to),
        StandardCopyOption.ATOMIC_MOVE,
        StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(folder.resolve(name));
  }

  @Override
  public void forceDirectory() throws IOException {
    if (OwnerOnly.posix(folder)) { // Windows cannot open a directory, and needs no force of one
      try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  @Override
  public long usableSpace() {
    return folder.toFile().getUsableSpace(); // Files.getFileStore reads the whole mount table
  }

  @Override
  public String describe() {
    return folder.toString();
  }

  @Override
  public Closeable lock() throws IOException {
    OwnerOnly.folder(folder);
    Path file = folder.resolve(LOCK);
    if (!Files.exists(file)) {
      OwnerOnly.createFile(file);
    }
    FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
    FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      throw new RecordingException(
          RecordingException.Code.IN_USE,
          "Another Chaperone process uses the recordings in "
              + folder
              + ". Stop it, or choose another data folder with --data.");
    }
    return channel;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this very process has it open elsewhere
    }
  }

  private record Channel(FileChannel channel) implements WritableFile {
    @Override
    public void write(long position, ByteBuffer bytes) throws IOException {
      long at = position;
      while (bytes.hasRemaining()) {
        at += channel.write(bytes, at);
      }
    }

    @Override
    public void force() throws IOException {
      channel.force(false);
    }

    @Override
    public void truncate(long length) throws IOException {
      channel.truncate(length);
    }

    @Override
    public void close() throws IOException {
      channel.close();
    }
  }

  /** Not a FileChannel: that one closes itself when a reading thread is interrupted. */
  private record Reader(RandomAccessFile file) implements ReadableFile {
    @Override
    public long length() throws IOException {
      return file.length();
    }

    @Override
    public byte[] read(long position, int length) throws IOException {
      byte[] bytes = new byte[length];
      file.seek(position);
      int filled = 0;
      while (filled < length) {
        int count = file.read(bytes, filled, length - filled);
        if (count < 0) {
          return Arrays.copyOf(bytes, filled);
        }
        filled += count;
      }
      return bytes;
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
