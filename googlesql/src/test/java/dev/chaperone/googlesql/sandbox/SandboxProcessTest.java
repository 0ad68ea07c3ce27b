package dev.chaperone.googlesql.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxProcessTest {
  @TempDir Path temporary;
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void stopWhatIsLeft() {
    started.forEach(Process::destroyForcibly);
  }

  private Process start(List<String> jvm, String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Djava.io.tmpdir=" + temporary);
    command.addAll(jvm);
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(SandboxMain.class.getName());
    command.addAll(List.of(args));
    Process process = new ProcessBuilder(command).start();
    started.add(process);
    return process;
  }

  private static String firstLine(java.io.InputStream in) throws IOException {
    return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine();
  }

  @Test
  void itSaysWhereItListensAndEndsWithItsParentsPipe() throws Exception {
    Process process = start(List.of(), "--port", "0", "--json", "--exit-with-stdin");

    String ready = firstLine(process.getInputStream());
    String address = Client.MAPPER.readTree(ready).path("http").asText();
    assertThat(address).startsWith("127.0.0.1:");
    Client.send(
            HttpRequest.newBuilder(URI.create("http://" + address + "/projects/demo/queries"))
                .POST(
                    HttpRequest.BodyPublishers.ofString(Client.request("SELECT 1 AS a").toString()))
                .build())
        .valid("QueryResponse");
    process.getOutputStream().close();

    assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(temporary).as("the unpacked library is removed").isEmptyDirectory();
    assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
        .isEmpty();
  }

  @Test
  void itStopsOnSigterm() throws Exception {
    Process process = start(List.of(), "--port", "0");
    assertThat(firstLine(process.getInputStream())).matches("127\\.0\\.0\\.1:\\d+( .*)?");

    process.destroy();

    assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aQueryThatEatsTheMemoryEndsTheProcessAndSaysSo() throws Exception {
    Process process = start(List.of("-Xmx128m"), "--port", "0", "--json", "--memory-limit", "450");
    String address =
        Client.MAPPER.readTree(firstLine(process.getInputStream())).path("http").asText();

    URI jobs = URI.create("http://" + address + "/projects/demo/jobs");
    String body = Client.job("SELECT a.id, b.id AS x FROM shop.orders a, shop.orders b").toString();
    Client.send(
        HttpRequest.newBuilder(jobs).POST(HttpRequest.BodyPublishers.ofString(body)).build());

    assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(5);
    assertThat(firstLine(process.getErrorStream())).contains("needed more than 450 MB");
  }

  @Test
  void withoutTheNativeLibraryItSaysSoAndExitsFour() throws Exception {
    Process process = start(List.of("-Dos.arch=aarch64"), "--port", "0");

    assertThat(firstLine(process.getErrorStream())).startsWith("cannot run here: ");
    assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(4);
  }

  @Test
  void aTakenPortAndABadArgumentAreOneClearLine() throws Exception {
    try (ServerSocket taken =
        new ServerSocket(0, 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
      Process process = start(List.of(), "--port", String.valueOf(taken.getLocalPort()));
      assertThat(firstLine(process.getErrorStream())).contains("port " + taken.getLocalPort());
      assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).isEqualTo(2);
    }
    Process process = start(List.of(), "--prot", "1");
    assertThat(firstLine(process.getErrorStream())).contains("unknown argument --prot");
    assertThat(process.waitFor(180, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(2);
  }
}
