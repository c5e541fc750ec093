package org.hideandseek.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A network that breaks: passes bytes on to a port of this machine, and after some it cuts the
 * connection once, or passes no more on until told to.
 */
final class CuttingProxy implements AutoCloseable {
  private final ServerSocket listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Queue<Socket> open = new ConcurrentLinkedQueue<>();
  private final AtomicLong sent = new AtomicLong();
  private final AtomicLong cutAfter = new AtomicLong(Long.MAX_VALUE);
  private final AtomicInteger cuts = new AtomicInteger();
  private final int target;
  private volatile long stallAfter = Long.MAX_VALUE;
  private volatile boolean stalls;

  CuttingProxy(int target) throws IOException {
    this.target = target;
    start(this::accept);
  }

  int port() {
    return listening.getLocalPort();
  }

  /** Cuts the connection once, when so many bytes have been sent from now on. */
  void cutAfter(long bytes) {
    sent.set(0);
    cutAfter.set(bytes);
  }

  /** Passes nothing on when so many bytes have been sent from now on. */
  void stallAfter(long bytes) {
    sent.set(0);
    stallAfter = bytes;
  }

  boolean stalls() {
    return stalls;
  }

  /** Ends what has stalled, and counts anew. */
  void goOn() {
    stallAfter = Long.MAX_VALUE;
    closeAll();
    sent.set(0);
  }

  /** How many bytes clients have sent. */
  long sent() {
    return sent.get();
  }

  int cuts() {
    return cuts.get();
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "proxy");
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listening.accept();
        Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
        open.add(client);
        open.add(server);
        start(() -> pass(client, server, true));
        start(() -> pass(server, client, false));
      }
    } catch (IOException e) {
      // It was closed.
      closeAll();
    }
  }

  private void pass(Socket from, Socket to, boolean counted) {
    byte[] chunk = new byte[1 << 14];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
        if (counted) {
          long so = sent.addAndGet(n);
          if (so > cutAfter.get()) {
            cutAfter.set(Long.MAX_VALUE);
            cuts.incrementAndGet();
            return;
          }
          if (so > stallAfter) {
            stalls = true;
            // Until one side gives up.
            in.transferTo(OutputStream.nullOutputStream());
            return;
          }
        }
        out.write(chunk, 0, n);
        out.flush();
      }
    } catch (IOException e) {
      // One side has left, and the other is left.
      return;
    }
  }

  private void closeAll() {
    for (Socket socket = open.poll(); socket != null; socket = open.poll()) {
      try {
        socket.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
    closeAll();
  }
}
