package dev.chaperone.app.doctor;

import dev.chaperone.app.data.DataFolder;
import dev.chaperone.app.data.OwnerOnly;
import dev.chaperone.app.data.Reasons;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Names every secret that a program of this user can read, an agent with a shell included (P9). */
public final class SecretChecks {
  private final DataFolder data;
  private final Map<String, String> environment;
  private final Path home;
  private final Predicate<Path> privateKey;

  /**
   * @param privateKey whether a file is a reviewer's private key
   */
  public SecretChecks(
      DataFolder data, Map<String, String> environment, Path home, Predicate<Path> privateKey) {
    this.privateKey = privateKey;
    this.data = data;
    this.environment = Map.copyOf(environment);
    this.home = home;
  }

  public List<Finding> run() {
    List<Finding> findings = new ArrayList<>();
    try {
      List<Path> keys = files(data.root().resolve("keys"), name -> true);
      List<Path> tokens = files(data.agents(), name -> !name.endsWith(".json"));
      List<Path> all = new ArrayList<>(keys);
      all.addAll(tokens);
      all.addAll(googleCredentials());
      for (Path secret : all) {
        if (OwnerOnly.isOpenToOthers(secret)) {
          findings.add(
              Finding.fault("secrets", secret + " is open to other users", "chmod 600 " + secret));
        }
      }
      for (Path file : small(data.root())) {
        if (privateKey.test(file)) {
          findings.add(
              Finding.fault(
                  "secrets",
                  "a reviewer's private key lies in the data folder: " + file,
                  "move it away, best to another machine: who copies the folder has all of it"));
        }
      }
      readable(findings, "the gateway's keys", keys);
      readable(findings, "agents' tokens", tokens);
      readable(findings, "Google credentials", googleCredentials());
    } catch (IOException e) {
      findings.add(
          Finding.fault("secrets", "cannot be looked at: " + Reasons.of(e), "mend the rights"));
    }
    return findings;
  }

  private static void readable(List<Finding> findings, String what, List<Path> files) {
    List<String> readable =
        files.stream().filter(Files::isReadable).map(Path::toString).sorted().toList();
    if (!readable.isEmpty()) {
      findings.add(
          Finding.warning(
              "secrets",
              "an agent that runs as this user can read "
                  + what
                  + ": "
                  + String.join(", ", readable),
              "run agents as another user, or the gateway in a container"));
    }
  }

  private List<Path> googleCredentials() {
    List<Path> found = new ArrayList<>();
    String named = environment.getOrDefault("GOOGLE_APPLICATION_CREDENTIALS", "");
    if (!named.isEmpty()) {
      found.add(Path.of(named));
    }
    found.add(home.resolve(".config/gcloud/application_default_credentials.json"));
    found.add(home.resolve(".config/gcloud/credentials.db"));
    return found.stream().filter(Files::isRegularFile).toList();
  }

  /** Files a key file could be by its size; there may be other large ones without end. */
  private static List<Path> small(Path folder) throws IOException {
    List<Path> found = new ArrayList<>();
    for (Path file : files(folder, name -> !name.endsWith(".cj"))) {
      if (Files.size(file) <= 16 << 10) {
        found.add(file);
      }
    }
    return found;
  }

  private static List<Path> files(Path folder, Predicate<String> wanted) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.walk(folder)) {
      return entries
          .filter(Files::isRegularFile)
          .filter(file -> wanted.test(String.valueOf(file.getFileName())))
          .sorted()
          .toList();
    }
  }
}
