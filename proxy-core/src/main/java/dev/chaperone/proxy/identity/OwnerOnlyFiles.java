package dev.chaperone.proxy.identity;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;

/**
 * Files that only their owner may read. They appear whole or not at all, with their final
 * permissions from the first byte. Where files have no POSIX permissions (Windows) the user's own
 * data folder protects them.
 */
public final class OwnerOnlyFiles {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> PUBLIC_FILE =
      PosixFilePermissions.fromString("rw-r--r--");

  private OwnerOnlyFiles() {}

  /** Makes the folder (0700) if needed; a folder others can enter is closed to them. */
  public static Path folder(Path folder) throws IOException {
    if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      Path parent = folder.toAbsolutePath().getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      try {
        Files.createDirectory(folder, attributes(folder.toAbsolutePath(), FOLDER));
      } catch (FileAlreadyExistsException e) {
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
          throw new IOException(
              folder + " is no folder. Move it away; Chaperone keeps secrets there.", e);
        }
      }
    }
    if (posix(folder)) {
      Files.setPosixFilePermissions(folder, FOLDER);
    }
    return folder;
  }

  /** Writes the file unless there is one; false if another was there first. */
  public static boolean create(Path file, byte[] content) throws IOException {
    Path temporary = write(file, content, FILE);
    try {
      Files.createLink(file, temporary);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException e) {
      return moveIfAbsent(temporary, file);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  /** Writes the file (0600), in place of one that may be there. */
  public static void replace(Path file, byte[] content) throws IOException {
    replace(file, content, FILE);
  }

  /** Writes a file that others may read (0644), in place of one that may be there. */
  public static void replacePublic(Path file, byte[] content) throws IOException {
    replace(file, content, PUBLIC_FILE);
  }

  /** Reads a secret; refuses a file that others than its owner can read or write. */
  public static byte[] read(Path file) throws IOException {
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw Files.exists(file, LinkOption.NOFOLLOW_LINKS)
          ? new IOException(file + " is no plain file. Move it away and start again.")
          : new NoSuchFileException(file.toString());
    }
    if (posix(file)) {
      Set<PosixFilePermission> open = EnumSet.copyOf(PosixFilePermissions.fromString("---rwxrwx"));
      open.retainAll(Files.getPosixFilePermissions(file));
      if (!open.isEmpty()) {
        throw new IOException(
            "Other users can read or write "
                + file
                + ". Close it with 'chmod 600 "
                + file
                + "', or, if somebody may have copied it, delete it: a new one is made at the next"
                + " start and every agent gets a new token.");
      }
    }
    return Files.readAllBytes(file);
  }

  private static void replace(Path file, byte[] content, Set<PosixFilePermission> permissions)
      throws IOException {
    Path temporary = write(file, content, permissions);
    try {
      Files.move(
          temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  private static boolean moveIfAbsent(Path temporary, Path file) throws IOException {
    try {
      Files.move(temporary, file);
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    }
  }

  private static Path write(Path file, byte[] content, Set<PosixFilePermission> permissions)
      throws IOException {
    Path temporary = file.resolveSibling("." + file.getFileName() + "." + UUID.randomUUID());
    try (FileChannel channel =
        FileChannel.open(
            temporary,
            EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            attributes(file.toAbsolutePath(), permissions))) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
      if (posix(temporary)) {
        // The umask may have taken bits that were asked for.
        Files.setPosixFilePermissions(temporary, permissions);
      }
    } catch (IOException e) {
      Files.deleteIfExists(temporary);
      throw e;
    }
    return temporary;
  }

  private static FileAttribute<?>[] attributes(Path path, Set<PosixFilePermission> permissions)
      throws IOException {
    Path parent = path.getParent();
    return parent != null && posix(parent)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
        : new FileAttribute<?>[0];
  }

  private static boolean posix(Path path) throws IOException {
    FileStore store = Files.getFileStore(path);
    return store.supportsFileAttributeView("posix");
  }
}
