package dev.chaperone.recordings.storage;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;

/**
 * The port to the folder that holds the journal's files. Everything durability depends on passes
 * through here, so that a test can lose power, fill the disk or make it read-only.
 */
public interface Storage {

  /** Names of the files in the folder, sorted. */
  List<String> list() throws IOException;

  /** Makes a new file for writing; fails if the name is taken. */
  WritableFile create(String name) throws IOException;

  /** Opens an existing file for writing. */
  WritableFile open(String name) throws IOException;

  /** Opens an existing file for reading. Several may be open beside the writer's. */
  ReadableFile read(String name) throws IOException;

  /** Renames, replacing what had the new name. */
  void rename(String from, String to) throws IOException;

  void delete(String name) throws IOException;

  /** Makes creations, renames and deletions durable. */
  void forceDirectory() throws IOException;

  /** Bytes that can still be written. */
  long usableSpace() throws IOException;

  /** Where it is, for messages to people. */
  String describe();

  /**
   * Takes the folder for this process.
   *
   * @throws dev.chaperone.recordings.RecordingException with {@code IN_USE} if another has it
   */
  Closeable lock() throws IOException;
}
