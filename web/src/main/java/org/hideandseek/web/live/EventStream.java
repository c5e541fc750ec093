package org.hideandseek.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.BiFunction;
import org.hideandseek.platform.live.ChallengeChanged;

/**
 * The connection of one client. Events wait in a short queue while the client is slow; when it is
 * full the oldest is dropped, since a later one says more.
 */
final class EventStream implements WriteListener, AsyncListener {
  private static final int WAITING = 32;
  private static final byte[] COMMENT = ": still here\n\n".getBytes(UTF_8);

  private final ServletOutputStream out;
  private final BiFunction<String, ChallengeChanged, String> format;
  private final Executor writer;
  private final CompletableFuture<Void> closed = new CompletableFuture<>();

  private final Deque<Event> events = new ArrayDeque<>();
  private Runnable onClose = () -> {};
  private boolean started;
  private boolean writing;
  private boolean over;
  private boolean unflushed;
  private boolean comment;

  private record Event(String name, ChallengeChanged changed) {}

  EventStream(
      ServletOutputStream out,
      BiFunction<String, ChallengeChanged, String> format,
      Executor writer) {
    this.out = out;
    this.format = format;
    this.writer = writer;
  }

  /** Runs once, when the connection ends; at once if it has. */
  void onClose(Runnable action) {
    synchronized (this) {
      if (!over) {
        onClose = action;
        return;
      }
    }
    action.run();
  }

  void start() {
    out.setWriteListener(this);
  }

  CompletableFuture<Void> closed() {
    return closed;
  }

  /** Takes an event and returns at once. */
  void offer(String name, ChallengeChanged changed) {
    synchronized (this) {
      if (over) {
        return;
      }
      if (events.size() == WAITING) {
        events.removeFirst();
      }
      events.addLast(new Event(name, changed));
    }
    schedule();
  }

  void keepAlive() {
    synchronized (this) {
      comment = events.isEmpty();
    }
    write();
  }

  void close() {
    Runnable action;
    synchronized (this) {
      if (over) {
        return;
      }
      over = true;
      events.clear();
      action = onClose;
    }
    action.run();
    closed.complete(null);
  }

  private void schedule() {
    synchronized (this) {
      if (!started || writing || over) {
        return;
      }
      writing = true;
    }
    writer.execute(
        () -> {
          synchronized (this) {
            writing = false;
          }
          write();
        });
  }

  /** Writes what the connection takes without waiting; it calls again when it takes more. */
  private void write() {
    try {
      synchronized (this) {
        if (!started || over) {
          return;
        }
        while (out.isReady()) {
          if (!events.isEmpty()) {
            Event event = events.removeFirst();
            out.write(format.apply(event.name(), event.changed()).getBytes(UTF_8));
          } else if (comment) {
            comment = false;
            out.write(COMMENT);
          } else if (unflushed) {
            unflushed = false;
            out.flush();
            continue;
          } else {
            return;
          }
          unflushed = true;
        }
      }
    } catch (IOException | RuntimeException e) {
      close();
    }
  }

  @Override
  public void onWritePossible() {
    synchronized (this) {
      started = true;
    }
    write();
  }

  @Override
  public void onError(Throwable thrown) {
    close();
  }

  @Override
  public void onComplete(AsyncEvent event) {
    close();
  }

  @Override
  public void onTimeout(AsyncEvent event) {
    close();
  }

  @Override
  public void onError(AsyncEvent event) {
    close();
  }

  @Override
  public void onStartAsync(AsyncEvent event) {}
}
