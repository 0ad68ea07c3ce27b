package dev.chaperone.proxy.seal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.chaperone.console.ConsoleException;
import dev.chaperone.console.ReviewerDesk;
import dev.chaperone.console.ReviewerStatus;
import dev.chaperone.proxy.identity.OwnerOnlyFiles;
import dev.chaperone.recordings.ApprovalRecords;
import dev.chaperone.recordings.Recordings;
import dev.chaperone.recordings.frame.FrameBody;
import dev.chaperone.recordings.frame.FrameDraft;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The reviewer's public key of one data folder. What lies on disk counts only if the recordings say
 * the same: who could write there cannot have originals sealed for a key of their own.
 */
public final class ReviewerKeys implements ReviewerDesk {
  /** What a {@code key} frame says the key is for. */
  public static final String USE = "reviewer";

  private static final String USED = "used";
  private static final String REMOVED = "removed";
  private static final JsonMapper JSON = new JsonMapper();

  private final Path folder;
  private final Path file;
  private final Recordings recordings;
  private volatile State state;

  /**
   * @param problem why there is no key although there should be, {@code ""} if all is well
   */
  private record State(Optional<ReviewerKey> key, String name, String problem) {
    static final State NOTHING = new State(Optional.empty(), "", "");
  }

  private ReviewerKeys(Path data, Recordings recordings) {
    this.folder = data.resolve("keys");
    this.file = file(data);
    this.recordings = recordings;
    this.state = look();
  }

  /**
   * @param data the data folder
   */
  public static ReviewerKeys open(Path data, Recordings recordings) {
    return new ReviewerKeys(data, recordings);
  }

  /** Where a data folder's key lies, if it has one. */
  public static Path file(Path data) {
    return data.resolve("keys").resolve("reviewer.json");
  }

  /** The key to seal for now; empty if there is none that can be trusted. */
  public Optional<ReviewerKey> current() {
    return state.key();
  }

  /** Why there is none, with what to do about it. */
  public String whyNone() {
    State now = state;
    return now.problem().isEmpty()
        ? "no reviewer's key is in use. An operator sets one: chaperone reviewer create --out FILE"
        : now.problem();
  }

  @Override
  public ReviewerStatus status() {
    State now = state;
    return new ReviewerStatus(
        now.key().map(ReviewerKey::id).orElse(""),
        now.name(),
        now.key().map(ReviewerKey::toString).orElse(""),
        now.problem(),
        changes());
  }

  @Override
  public synchronized void use(String publicKey, String name) {
    ReviewerKey key;
    try {
      key = ReviewerKey.parse(publicKey);
    } catch (SealException e) {
      throw new ConsoleException(ConsoleException.Code.INVALID, String.valueOf(e.getMessage()), e);
    }
    try {
      OwnerOnlyFiles.folder(folder);
      // On record first: if the process ends in between, nothing is sealed until this is repeated.
      record(key.id(), USED);
      OwnerOnlyFiles.replace(
          file,
          JSON.createObjectNode()
              .put("id", key.id())
              .put("name", name)
              .put("public_key", key.toString())
              .toPrettyString()
              .concat("\n")
              .getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw store(e);
    } finally {
      state = look();
    }
  }

  @Override
  public synchronized void remove() {
    String last = recorded(changes());
    if (last.isEmpty() && state.key().isEmpty() && state.problem().isEmpty()) {
      throw new ConsoleException(
          ConsoleException.Code.NOT_FOUND, "there is no reviewer's key to remove");
    }
    try {
      record(last, REMOVED);
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw store(e);
    } finally {
      state = look();
    }
  }

  private void record(String keyId, String change) {
    recordings.recorder().record(FrameDraft.system(new FrameBody.KeyChange(keyId, USE, change)));
  }

  private List<ReviewerStatus.Change> changes() {
    List<ReviewerStatus.Change> found = new ArrayList<>();
    recordings
        .approvals()
        .framesOf(
            ApprovalRecords.KEY,
            frame -> {
              if (frame.body().orElse(null) instanceof FrameBody.KeyChange change
                  && change.use().equals(USE)) {
                found.add(
                    new ReviewerStatus.Change(
                        change.keyId(), change.change(), frame.header().time()));
              }
            });
    return found;
  }

  /** The key there should be, {@code ""} if none. */
  private static String recorded(List<ReviewerStatus.Change> changes) {
    if (changes.isEmpty() || !changes.getLast().change().equals(USED)) {
      return "";
    }
    return changes.getLast().keyId();
  }

  private State look() {
    String expected = recorded(changes());
    try {
      if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
        return expected.isEmpty() ? State.NOTHING : faulty("is gone");
      }
      JsonNode json = JSON.readTree(OwnerOnlyFiles.read(file));
      ReviewerKey key = ReviewerKey.parse(json.path("public_key").asText());
      return key.id().equals(expected)
          ? new State(Optional.of(key), json.path("name").asText(), "")
          : faulty("is not the one that was recorded");
    } catch (IOException | SealException e) {
      return faulty("cannot be used (" + e.getMessage() + ")");
    }
  }

  private State faulty(String what) {
    return new State(
        Optional.empty(),
        "",
        "the reviewer's key in "
            + file
            + " "
            + what
            + ". An operator sets it anew: chaperone reviewer use PUBLICKEY");
  }

  private static ConsoleException store(IOException e) {
    return new ConsoleException(
        ConsoleException.Code.STORE, "the reviewer's key cannot be kept: " + e.getMessage(), e);
  }
}
