package dev.chaperone.app.control;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.data.OwnerOnly;
import dev.chaperone.recordings.frame.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * Decides where a control socket lies: in the data folder, or, since a socket's path may have only
 * about a hundred bytes, in a short owner-only folder of the system named by a hash.
 */
public final class ControlSocket {
  private static final int MAX_BYTES = 100;

  private ControlSocket() {}

  public static Path place(DataFolder data, Map<String, String> environment, Path temporary)
      throws IOException {
    Path usual = data.root().resolve("control.sock");
    if (fits(usual)) {
      OwnerOnly.folder(data.root());
      return usual;
    }
    String hash = Digest.sha256(data.root().toString().getBytes(StandardCharsets.UTF_8)).hex();
    String name = "chaperone-" + hash.substring(0, 16);
    String runtime = environment.getOrDefault("XDG_RUNTIME_DIR", "");
    Path base =
        !runtime.isEmpty() && Files.isDirectory(Path.of(runtime)) ? Path.of(runtime) : temporary;
    Path folder = base.resolve(name);
    Path socket = folder.resolve("control.sock");
    if (!fits(socket)) {
      throw new IOException(
          "no place for the control socket: "
              + socket
              + " is too long; set XDG_RUNTIME_DIR or --data to a shorter path");
    }
    requireOurs(data, folder);
    return socket;
  }

  /** In a folder everybody may write to, somebody else may have made ours first. */
  private static void requireOurs(DataFolder data, Path folder) throws IOException {
    OwnerOnly.folder(data.root());
    if (Files.isSymbolicLink(folder)) {
      throw new IOException(folder + " is a link somebody made; remove it and start again");
    }
    OwnerOnly.folder(folder);
    if (!Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(data.root()))) {
      throw new IOException(folder + " belongs to somebody else; remove it and start again");
    }
  }

  private static boolean fits(Path path) {
    return path.toString().getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES;
  }
}
