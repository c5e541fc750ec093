package org.hideandseek.web.request;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** All that is logged from now on, at every level that our own code has. */
final class CapturedLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();
  private final Logger root = logger(org.slf4j.Logger.ROOT_LOGGER_NAME);

  CapturedLog() {
    root.addAppender(this);
    logger("access").setLevel(Level.INFO);
    logger("org.hideandseek").setLevel(Level.TRACE);
    start();
  }

  private static Logger logger(String name) {
    return (Logger) LoggerFactory.getLogger(name);
  }

  @Override
  protected void append(ILoggingEvent event) {
    event.prepareForDeferredProcessing();
    events.add(event);
  }

  /** What a logger has said. */
  List<ILoggingEvent> of(String logger) {
    return events.stream().filter(event -> event.getLoggerName().equals(logger)).toList();
  }

  /** Everything, with all that any encoder could write of it. */
  String text() {
    StringBuilder text = new StringBuilder();
    for (ILoggingEvent event : events) {
      text.append(event.getFormattedMessage()).append(event.getMDCPropertyMap());
      text.append(event.getKeyValuePairs());
      if (event.getThrowableProxy() != null) {
        text.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
      }
      text.append('\n');
    }
    return text.toString();
  }

  @Override
  public void close() {
    root.detachAppender(this);
    logger("access").setLevel(null);
    logger("org.hideandseek").setLevel(null);
    stop();
  }
}
