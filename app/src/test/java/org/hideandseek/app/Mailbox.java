package org.hideandseek.app;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A server that takes all mail, one connection after the other, and remembers the subjects. */
final class Mailbox implements AutoCloseable {
  private final ServerSocket socket;
  private final List<String> subjects = new CopyOnWriteArrayList<>();

  Mailbox() throws IOException {
    socket = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "mailbox");
    thread.setDaemon(true);
    thread.start();
  }

  int port() {
    return socket.getLocalPort();
  }

  List<String> subjects() {
    return subjects;
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        talk(
            new BufferedReader(new InputStreamReader(client.getInputStream(), UTF_8)),
            client.getOutputStream());
      } catch (IOException e) {
        // The client left, or this is closed.
      }
    }
  }

  private void talk(BufferedReader in, OutputStream out) throws IOException {
    say(out, "220 mailbox");
    boolean inMail = false;
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (inMail) {
        if (line.startsWith("Subject: ")) {
          subjects.add(line.substring("Subject: ".length()));
        }
        inMail = !line.equals(".");
        if (!inMail) {
          say(out, "250 taken");
        }
      } else if (line.equals("DATA")) {
        inMail = true;
        say(out, "354 go on");
      } else if (line.equals("QUIT")) {
        say(out, "221 bye");
        return;
      } else {
        say(out, "250 yes");
      }
    }
  }

  private static void say(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
