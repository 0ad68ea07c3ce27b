package dev.chaperone.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.chaperone.app.data.Reasons;
import dev.chaperone.app.host.Door;
import dev.chaperone.app.json.Json;
import dev.chaperone.console.OperatorProof;
import dev.chaperone.proxy.seal.ReviewerKeyFile;
import dev.chaperone.proxy.seal.ReviewerSecret;
import dev.chaperone.proxy.seal.SealException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a reviewer's key pair: the private key into a file, the public key into use. */
@Command(
    name = "create",
    mixinStandardHelpOptions = true,
    description = {
      "Make a reviewer's key pair. The private key goes into a file, encrypted by a passphrase of"
          + " its own; originals are sealed for the public key from now on."
    })
final class ReviewerCreateCommand implements Callable<Integer> {
  private final Shell shell;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "Where the private key goes; not into the data folder.")
  private Path out = Path.of("");

  @Option(names = "--name", paramLabel = "N", description = "The reviewer's name, for people.")
  private String name = "";

  @Option(
      names = "--only-make",
      description = "Only make the pair; an operator then runs reviewer use PUBLICKEY.")
  private boolean onlyMake;

  @Mixin private AttachOption data = new AttachOption();
  @Mixin private ProofOption proof = new ProofOption();
  @Mixin private KeyProofOption keyProof = new KeyProofOption();
  @Mixin private JsonOption json = new JsonOption();

  ReviewerCreateCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() {
    requirePlace();
    ReviewerSecret secret = ReviewerSecret.generate();
    String publicKey = secret.key().toString();
    if (onlyMake) {
      write(secret);
    } else {
      try (Door.Visit visit = data.visit(shell, "reviewer create", proof, OperatorProof.SHORTEST)) {
        // The file first: originals sealed for a key that was never kept could not be opened.
        write(secret);
        try {
          new Unlocking(shell, proof)
              .doing(visit.console(), () -> visit.console().useReviewerKey(publicKey, name));
        } catch (RuntimeException e) {
          shell.note(
              "chaperone: the key is in "
                  + out
                  + " but not in use yet; then: chaperone reviewer use "
                  + publicKey);
          throw e;
        }
      }
    }
    print(secret.key().id(), publicKey);
    return Exit.OK;
  }

  private void requirePlace() {
    Path file = out.toAbsolutePath().normalize();
    Path parent = file.getParent();
    if (parent == null || !Files.isDirectory(parent)) {
      throw new CommandFailure(Exit.USAGE, "there is no folder " + parent + " for the private key");
    }
    if (Files.exists(file)) {
      throw new CommandFailure(Exit.USAGE, out + " is there already; name another file");
    }
    if (real(parent).startsWith(real(data.folder(shell).root()))) {
      throw new CommandFailure(
          Exit.USAGE,
          "the private key must not lie in the data folder: who could copy that could open"
              + " everything. Name a file elsewhere, best on another machine or a stick");
    }
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }

  private void write(ReviewerSecret secret) {
    char[] passphrase =
        NewPassphrase.ask(shell, keyProof.source(), "New passphrase for the private key");
    try {
      ReviewerKeyFile.write(out, secret, passphrase);
    } catch (SealException e) {
      throw new CommandFailure(Exit.FAILED, String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new CommandFailure(
          Exit.FAILED, "the private key cannot be written: " + Reasons.of(e), e);
    } finally {
      Arrays.fill(passphrase, '\0');
    }
  }

  private void print(String id, String publicKey) {
    if (json.isOn()) {
      ObjectNode document = Json.MAPPER.createObjectNode();
      document.put("id", id).put("public_key", publicKey).put("key_file", out.toString());
      document.put("in_use", !onlyMake);
      JsonOption.print(shell.out(), document);
      return;
    }
    shell.out().println("Made the reviewer's key " + id + ".");
    shell
        .out()
        .println("The private key lies in " + out + ". Without it and its passphrase nothing");
    shell.out().println("that is sealed can be opened: keep both where no agent reads.");
    shell.out().println("Public key: " + publicKey);
    shell
        .out()
        .println(
            onlyMake
                ? "Next, an operator: chaperone reviewer use " + publicKey
                : "Answers of the level sealed are sealed for it from now on.");
    shell.out().flush();
  }
}
