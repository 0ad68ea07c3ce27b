package dev.chaperone.proxy.policy.load;

import dev.chaperone.proxy.policy.Place;
import dev.chaperone.proxy.policy.PolicyException;
import dev.chaperone.proxy.policy.PolicyProblem;
import dev.chaperone.proxy.policy.condition.ConditionCompiler;
import dev.chaperone.proxy.policy.model.Policy;
import dev.chaperone.proxy.policy.model.PolicySource;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Turns the text of a policy into a policy, or says everything that is wrong with it. */
public final class PolicyLoader {
  private static final long MAX_FILE_BYTES = 4L * YamlFile.MAX_CODE_POINTS;

  private final PolicyReader reader;

  public PolicyLoader() {
    this.reader = new PolicyReader(new ConditionCompiler());
  }

  /**
   * Reads a policy.
   *
   * @param name what problems call it
   */
  public Policy load(String name, String text) throws PolicyException {
    Problems problems = new Problems(name);
    PolicySource source = PolicySource.of(name, text);
    Optional<Policy> policy =
        problems.collect(() -> reader.read(YamlFile.read(text, problems), source));
    problems.throwIfAny();
    return policy.orElseThrow();
  }

  /** Reads a policy from a file. */
  public Policy load(Path file) throws PolicyException {
    return load(file.toString(), text(file));
  }

  /** A file's text; whatever keeps it from being read is a problem too. */
  public static String text(Path file) throws PolicyException {
    try {
      if (Files.size(file) > MAX_FILE_BYTES) {
        throw cannotRead(file, "The file is larger than a policy can be.", "Write a shorter one.");
      }
      return Files.readString(file);
    } catch (NoSuchFileException e) {
      throw cannotRead(
          file,
          "There is no such file.",
          "Check its name; observe, balanced and strict come with the program.");
    } catch (CharacterCodingException e) {
      throw cannotRead(file, "The file is not UTF-8.", "Save it as UTF-8.");
    } catch (IOException e) {
      throw cannotRead(file, "The file cannot be read.", "Check that this user may read it.");
    }
  }

  private static PolicyException cannotRead(Path file, String reason, String remedy) {
    return new PolicyException(
        List.of(new PolicyProblem(file.toString(), Place.START, reason, remedy)));
  }
}
