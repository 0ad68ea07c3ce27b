package dev.chaperone.proxy.operator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Waits on a free loopback port for the one request by which a browser brings the answer. */
final class LoopbackAnswer implements AutoCloseable {
  private static final int LONGEST = 16 * 1024;
  private static final Pattern LINE = Pattern.compile("GET (/operator\\?[!-~]+) HTTP/1\\.[01]");
  private static final String PAGE =
      "<!doctype html><meta charset=utf-8><title>Chaperone</title>"
          + "<p>That is done. Close this page and go back to Chaperone.</p>\n";

  private final ServerSocket listener;

  private LoopbackAnswer(ServerSocket listener) {
    this.listener = listener;
  }

  static LoopbackAnswer open() throws IOException {
    return new LoopbackAnswer(new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1")));
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort() + "/operator");
  }

  /** The address that was asked for; requests that do not carry the state are not the answer. */
  URI await(Duration patience, String state) throws IOException, SignInException {
    long end = System.nanoTime() + patience.toNanos();
    while (true) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new SignInException("nobody signed in in time");
      }
      listener.setSoTimeout((int) Math.min(left, Integer.MAX_VALUE));
      try (Socket visitor = listener.accept()) {
        visitor.setSoTimeout((int) Math.min(left, 5_000));
        Matcher line = LINE.matcher(firstLine(visitor.getInputStream()));
        boolean ours = line.matches() && carries(line.group(1), state);
        answer(visitor, ours);
        if (ours) {
          return URI.create("http://127.0.0.1:" + listener.getLocalPort() + line.group(1));
        }
      } catch (SocketTimeoutException e) {
        // Looked at above: either time is over or that visitor said nothing.
      } catch (IllegalArgumentException e) {
        throw new SignInException("the browser brought an answer that cannot be read", e);
      }
    }
  }

  private static boolean carries(String target, String state) {
    for (String parameter : target.substring(target.indexOf('?') + 1).split("&", -1)) {
      if (parameter.equals("state=" + state)) {
        return true;
      }
    }
    return false;
  }

  private static String firstLine(InputStream in) throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.read(); next >= 0 && next != '\r' && next != '\n'; next = in.read()) {
      line.write(next);
      if (line.size() > LONGEST) {
        break;
      }
    }
    return line.toString(StandardCharsets.US_ASCII);
  }

  private static void answer(Socket visitor, boolean ours) throws IOException {
    byte[] body = (ours ? PAGE : "not this\n").getBytes(StandardCharsets.UTF_8);
    String head =
        "HTTP/1.1 "
            + (ours ? "200 OK" : "404 Not Found")
            + "\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: "
            + body.length
            + "\r\nCache-Control: no-store\r\nReferrer-Policy: no-referrer\r\nConnection: close"
            + "\r\n\r\n";
    visitor.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
    visitor.getOutputStream().write(body);
    visitor.getOutputStream().flush();
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
