package dev.chaperone.app.acceptance;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/**
 * A process of the operator's user that speaks to the console port by hand, with an agent's token
 * and no passphrase. It prints all it is answered, each try on a connection of its own.
 */
final class HostileVisitor {
  private HostileVisitor() {}

  /** Arguments: the port, the agent's token file, a hold. */
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    String token = Files.readString(Path.of(arguments[1])).strip();
    String hold = arguments[2];
    List<String> tries =
        List.of(
            "{\"op\":\"status\"}",
            "{\"op\":\"sessions\",\"limit\":10}",
            "{\"op\":\"holds\",\"limit\":10}",
            "{\"op\":\"held-request\",\"hold\":\"" + hold + "\"}",
            "{\"op\":\"feed\",\"fromSequence\":1}",
            "{\"op\":\"head-feed\",\"fromSequence\":1}",
            "{\"op\":\"operator\"}",
            "{\"op\":\"policy\"}",
            "{\"op\":\"agents\"}",
            "{\"op\":\"agent\",\"name\":\"agent-1\"}",
            "{\"op\":\"ticket\"}",
            "{\"op\":\"decide\",\"decision\":{\"is\":\"approve\",\"id\":\""
                + hold
                + "\",\"reason\":\"mine\",\"cap\":-1}}",
            "{\"op\":\"create-agent\",\"agent\":{\"name\":\"better\",\"groups\":[\"admins\"],"
                + "\"model\":\"\",\"purpose\":\"\",\"lifetime\":null}}",
            "{\"op\":\"change-passphrase\",\"before\":\"\",\"after\":\"my own passphrase\"}",
            "{\"op\":\"join\",\"ticket\":\"" + token + "\"}",
            "{\"op\":\"unlock-by-id-token\",\"token\":\"" + token + "\",\"idleSeconds\":600}",
            "{\"op\":\"unlock\",\"passphrase\":\"\",\"idleSeconds\":600}",
            "{\"op\":\"unlock\",\"passphrase\":\"" + token + "\",\"idleSeconds\":600}");
    for (String request : tries) {
      System.out.println(answers(port, request).replace('\n', ' '));
    }
  }

  private static String answers(int port, String request) throws Exception {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new AnyCertificate()}, new SecureRandom());
    StringBuilder all = new StringBuilder();
    try (SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket("127.0.0.1", port)) {
      socket.setSoTimeout(30_000);
      DataOutputStream out = new DataOutputStream(socket.getOutputStream());
      DataInputStream in = new DataInputStream(socket.getInputStream());
      try {
        send(out, "{\"op\":\"hello\",\"version\":4}");
        all.append(receive(in));
        send(out, request);
        while (true) {
          all.append(' ').append(receive(in));
        }
      } catch (java.net.SocketTimeoutException e) {
        return all + " LEFT OPEN";
      } catch (IOException e) {
        return all + " closed";
      }
    }
  }

  private static void send(DataOutputStream out, String json) throws IOException {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
    out.flush();
  }

  private static String receive(DataInputStream in) throws IOException {
    return new String(in.readNBytes(in.readInt()), StandardCharsets.UTF_8);
  }

  private static final class AnyCertificate implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
