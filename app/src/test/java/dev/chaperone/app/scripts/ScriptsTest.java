package dev.chaperone.app.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The launcher's scripts, on made-up machines. */
class ScriptsTest {
  @TempDir Path folder;

  private record Ended(int exit, String out, String err) {}

  @Test
  void theFirstJdkThatIsNewEnoughIsTaken() throws Exception {
    Path jvms = folder.resolve("jvms");
    jdk(jvms.resolve("a-17"), "17.0.15");
    jdk(jvms.resolve("b-25 with blanks"), "25.0.3");
    jdk(jvms.resolve("c-26"), "26-ea");
    assertThat(jdkScript(Map.of("CHAPERONE_JDK_FOLDERS", jvms.toString())).out())
        .isEqualToIgnoringNewLines(jvms.resolve("b-25 with blanks").toString());
  }

  @Test
  void namedHomesComeFirstUnlessTheyAreTooOld() throws Exception {
    Path old = jdk(folder.resolve("old"), "21.0.1");
    Path good = jdk(folder.resolve("good"), "25");
    Path better = jdk(folder.resolve("better"), "27-ea");
    assertThat(
            jdkScript(Map.of("JDK25_HOME", better.toString(), "JAVA_HOME", good.toString())).out())
        .isEqualToIgnoringNewLines(better.toString());
    assertThat(jdkScript(Map.of("JDK25_HOME", old.toString(), "JAVA_HOME", good.toString())).out())
        .isEqualToIgnoringNewLines(good.toString());
  }

  @Test
  void aJavacOnThePathIsFollowedThroughItsLinks() throws Exception {
    Path home = jdk(folder.resolve("real"), "25.0.1");
    Path bin = Files.createDirectories(folder.resolve("bin"));
    Files.createSymbolicLink(folder.resolve("alias"), home.resolve("bin/javac"));
    Files.createSymbolicLink(bin.resolve("javac"), Path.of("../alias"));
    assertThat(jdkScript(Map.of("PATH", bin + ":" + pathWithoutJava())).out())
        .isEqualToIgnoringNewLines(home.toRealPath().toString());
  }

  @Test
  void aRuntimeWithoutCompilerAndABrokenReleaseFileArePassedOver() throws Exception {
    Path jvms = folder.resolve("jvms");
    Path runtime = jdk(jvms.resolve("a-jre"), "25.0.3");
    Files.delete(runtime.resolve("bin/javac"));
    Path mac = jdk(jvms.resolve("b.jdk/Contents/Home"), "25.0.3");
    assertThat(jdkScript(Map.of("CHAPERONE_JDK_FOLDERS", jvms.toString())).out())
        .isEqualToIgnoringNewLines(mac.toString());
  }

  @Test
  void withoutAnyOneLineSaysWhatToDo() throws Exception {
    Ended ended = jdkScript(Map.of());
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.out()).isEmpty();
    assertThat(ended.err().lines()).hasSize(1);
    assertThat(ended.err()).contains("JDK 25", "JDK25_HOME");
  }

  @Test
  void theLauncherEndsWithThatLineToo() throws Exception {
    Path empty = Files.createDirectories(folder.resolve("no java here"));
    Ended ended =
        run(
            folder,
            Map.of("CHAPERONE_JDK_FOLDERS", empty.toString(), "PATH", pathWithoutJava()),
            root().resolve("chaperone").toString(),
            "serve");
    assertThat(ended.exit()).isEqualTo(3);
    assertThat(ended.err().lines()).hasSize(1);
  }

  @Test
  void theLauncherRunsFromAnywhereThroughALinkAndKeepsArgumentsWhole() throws Exception {
    Path clone = Files.createDirectories(folder.resolve("my clone"));
    for (String name : List.of("chaperone", "scripts/build.sh", "scripts/jdk.sh")) {
      Path copy = clone.resolve(name);
      Files.createDirectories(copy.getParent());
      Files.copy(root().resolve(name), copy);
      Files.setPosixFilePermissions(copy, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    for (String module : List.of("app", "googlesql")) {
      Files.createDirectories(clone.resolve(module).resolve("target/lib"));
      Files.writeString(clone.resolve(module + "/target/chaperone-" + module + "-1.jar"), "");
      Files.writeString(clone.resolve(module + "/target/lib/b.jar"), "");
      Files.writeString(clone.resolve(module + "/target/lib/a.jar"), "");
    }
    Files.createDirectories(clone.resolve("target/launcher"));
    Files.writeString(clone.resolve("target/launcher/built"), "");
    Path home = jdk(folder.resolve("jdk 25"), "25.0.3");
    Files.writeString(home.resolve("bin/java"), "#!/bin/sh\nfor a; do echo \"<$a>\"; done\n");
    Path link = folder.resolve("ch");
    Files.createSymbolicLink(link, clone.resolve("chaperone"));

    Ended serve = launch(link, home, "sessions", "show", "two words", "*");
    assertThat(serve.exit()).as(serve.err()).isZero();
    Path real = clone.toRealPath();
    assertThat(serve.out())
        .contains(
            "<"
                + real
                + "/app/target/chaperone-app-1.jar:"
                + real
                + "/app/target/lib/a.jar:"
                + real
                + "/app/target/lib/b.jar>")
        .contains("<dev.chaperone.app.Main>\n<sessions>\n<show>\n<two words>\n<*>")
        .contains("<-Dchaperone.root=" + real + ">");

    Ended sandbox = launch(link, home, "sandbox", "--port", "0");
    assertThat(sandbox.out())
        .contains("googlesql/target/chaperone-googlesql-1.jar")
        .contains("<dev.chaperone.googlesql.sandbox.SandboxMain>\n<--port>\n<0>");
  }

  private Ended launch(Path link, Path home, String... arguments) throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
    String[] command = new String[arguments.length + 1];
    command[0] = link.toString();
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    return run(
        elsewhere, Map.of("JDK25_HOME", home.toString(), "PATH", System.getenv("PATH")), command);
  }

  @Test
  void everyScriptParses() throws Exception {
    for (String script :
        List.of(
            "chaperone",
            "check",
            ".ci/run",
            "scripts/build.sh",
            "scripts/clients.sh",
            "scripts/jdk.sh")) {
      Ended ended = run(root(), Map.of("PATH", System.getenv("PATH")), "bash", "-n", script);
      assertThat(ended.exit()).as(script + ended.err()).isZero();
      assertThat(Files.readString(root().resolve(script)).lines().findFirst().orElseThrow())
          .startsWith("#");
    }
  }

  /** A machine without any JDK of its own, but for what is named. */
  private Ended jdkScript(Map<String, String> environment) throws Exception {
    java.util.HashMap<String, String> whole = new java.util.HashMap<>();
    whole.put("PATH", pathWithoutJava());
    whole.put("CHAPERONE_JDK_FOLDERS", "");
    whole.putAll(environment);
    return run(folder, whole, "bash", root().resolve("scripts/jdk.sh").toString());
  }

  /** The tools the scripts use, and nothing else of the machine the test runs on. */
  private String pathWithoutJava() throws IOException {
    Path bin = Files.createDirectories(folder.resolve("tools"));
    for (String tool : "bash sh env sed head tr uname dirname readlink cat".split(" ")) {
      for (String place : System.getenv("PATH").split(":")) {
        Path real = Path.of(place, tool);
        if (Files.isExecutable(real) && !Files.exists(bin.resolve(tool))) {
          Files.createSymbolicLink(bin.resolve(tool), real);
        }
      }
    }
    return bin.toString();
  }

  private static Ended run(Path directory, Map<String, String> environment, String... command)
      throws IOException, InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().clear();
    builder.environment().put("HOME", directory.toString());
    builder.environment().putAll(environment);
    Path err = Files.createTempFile("script", ".err");
    try {
      Process process = builder.redirectError(err.toFile()).start();
      process.getOutputStream().close();
      String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Ended(process.waitFor(), out, Files.readString(err));
    } finally {
      Files.delete(err);
    }
  }

  private static Path jdk(Path home, String version) throws IOException {
    Path bin = Files.createDirectories(home.resolve("bin"));
    for (String tool : List.of("java", "javac")) {
      Files.writeString(bin.resolve(tool), "#!/bin/sh\nexit 1\n");
      Files.setPosixFilePermissions(
          bin.resolve(tool), PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.writeString(
        home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  private static Path root() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("scripts/jdk.sh"))) {
      root = root.getParent();
    }
    return root;
  }
}
