package org.hideandseek.web.server;

import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.LifeCycle;

/**
 * Lets a starting server read as much from the network at a time as its pool keeps buffers of:
 * uploads take a fraction of the usual number of reads. Javalin makes the connectors itself, and
 * late.
 */
final class LargeReads implements LifeCycle.Listener {
  private static final int BYTES = 64 << 10;

  @Override
  public void lifeCycleStarting(LifeCycle event) {
    if (event instanceof Server server) {
      for (Connector connector : server.getConnectors()) {
        connector.getConnectionFactories().stream()
            .filter(AbstractConnectionFactory.class::isInstance)
            .map(AbstractConnectionFactory.class::cast)
            .forEach(factory -> factory.setInputBufferSize(BYTES));
      }
    }
  }
}
