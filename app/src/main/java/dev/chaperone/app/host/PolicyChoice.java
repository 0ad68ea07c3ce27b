package dev.chaperone.app.host;

import dev.chaperone.proxy.policy.PolicyException;
import dev.chaperone.proxy.policy.Shipped;
import dev.chaperone.proxy.policy.example.PolicyExample;
import dev.chaperone.proxy.policy.load.ExampleLoader;
import dev.chaperone.proxy.policy.load.PolicyLoader;
import dev.chaperone.proxy.policy.model.Policy;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The policy that a person named: a shipped one, or else a file. A file that is named like a
 * shipped one is reached as {@code ./strict}.
 */
public sealed interface PolicyChoice {

  Policy load() throws PolicyException;

  /** The policy's own tests. */
  List<PolicyExample> examples() throws PolicyException;

  /** What the examples are read from, as a person finds it. */
  String examplesName();

  /** Throws {@link java.nio.file.InvalidPathException} if it cannot be a file either. */
  static PolicyChoice of(String name) {
    Optional<Shipped> shipped = Shipped.ofCode(name);
    return shipped.isPresent() ? new Named(shipped.get()) : new InFile(Path.of(name));
  }

  /** One that comes with the program. */
  record Named(Shipped shipped) implements PolicyChoice {
    @Override
    public Policy load() throws PolicyException {
      return new PolicyLoader().load(shipped.code(), shipped.text());
    }

    @Override
    public List<PolicyExample> examples() throws PolicyException {
      return new ExampleLoader().load(examplesName(), shipped.examples());
    }

    @Override
    public String examplesName() {
      return shipped.code() + ".tests.yaml";
    }
  }

  /** A person's own. */
  record InFile(Path file) implements PolicyChoice {
    @Override
    public Policy load() throws PolicyException {
      return new PolicyLoader().load(file);
    }

    @Override
    public List<PolicyExample> examples() throws PolicyException {
      return new ExampleLoader().load(examplesName(), PolicyLoader.text(Path.of(examplesName())));
    }

    /** Beside the policy: {@code team.tests.yaml} belongs to {@code team.yaml}. */
    @Override
    public String examplesName() {
      return file.toString().replaceFirst("\\.ya?ml$", "") + ".tests.yaml";
    }
  }
}
