package dev.chaperone.app.acceptance;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.CodeModel;
import java.lang.classfile.instruction.ConstantInstruction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Switches the program's scrubbing off, for the test of the secrets test: puts changed classes
 * before the shipped ones. Nothing in the program itself can do this.
 */
final class Sabotage {
  private static final String PROXY = "dev/chaperone/proxy/";
  private final Path folder;

  private Sabotage(Path folder) {
    this.folder = folder;
  }

  /** Writes the changed classes; the folder goes first on the class path. */
  static Path scrubbing(Path folder) throws IOException {
    Sabotage sabotage = new Sabotage(folder);
    sabotage.method(
        PROXY + "surface/HeaderRules", "isSecret", code -> code.iconst_0().ireturn(), HEADERS);
    sabotage.strings(PROXY + "surface/QueryString", PARAMETERS);
    sabotage.method(PROXY + "stage/Redaction", "url", code -> code.aload(0).areturn(), Map.of());
    Consumer<CodeBuilder> argument = code -> code.aload(1).areturn();
    sabotage.method(PROXY + "upstream/SecretScrubber", "body", argument, Map.of());
    sabotage.method(
        "dev/chaperone/app/host/LogFile",
        "withoutCredentials",
        code -> code.aload(0).areturn(),
        Map.of());
    return folder;
  }

  /** Lets agents' cookies and keys go upstream, and upstream's cookies come back. */
  private static final Map<String, String> HEADERS =
      Map.of(
          "accept-language", "cookie",
          "content-language", "x-goog-api-key",
          "set-cookie", "not-a-header-1",
          "www-authenticate", "not-a-header-2");

  private static final Map<String, String> PARAMETERS =
      Map.of(
          "key", "not-a-parameter-1",
          "accesstoken", "not-a-parameter-2",
          "oauthtoken", "not-a-parameter-3");

  private void method(
      String name, String method, Consumer<CodeBuilder> body, Map<String, String> strings)
      throws IOException {
    ClassTransform replaced =
        ClassTransform.transformingMethods(
            model -> model.methodName().equalsString(method),
            (builder, element) -> {
              if (element instanceof CodeModel) {
                builder.withCode(body::accept);
              } else {
                builder.with(element);
              }
            });
    write(name, replaced, replacing(strings));
  }

  private void strings(String name, Map<String, String> strings) throws IOException {
    write(name, replacing(strings));
  }

  private static ClassTransform replacing(Map<String, String> strings) {
    return ClassTransform.transformingMethodBodies(
        (builder, element) -> {
          if (element instanceof ConstantInstruction constant
              && constant.constantValue() instanceof String text
              && strings.containsKey(text)) {
            builder.loadConstant(strings.get(text));
          } else {
            builder.with(element);
          }
        });
  }

  private void write(String name, ClassTransform... changes) throws IOException {
    String resource = name + ".class";
    try (InputStream in = Sabotage.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new AssertionError("there is no class " + name + ": mend this sabotage");
      }
      ClassFile classes = ClassFile.of();
      Path target = folder.resolve(resource);
      byte[] changed = in.readAllBytes();
      for (ClassTransform change : changes) {
        changed = classes.transformClass(classes.parse(changed), change);
      }
      Files.createDirectories(target.getParent());
      Files.write(target, changed);
    }
  }
}
