package org.hideandseek.platform.live;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArraySet;
import java.util.function.Consumer;
import org.hideandseek.platform.audience.Visitors.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells listeners in this process what happens in a challenge. A listener must be quick; one that
 * fails is not the teller's trouble.
 */
public final class News {
  private static final Logger log = LoggerFactory.getLogger(News.class);

  private final Map<String, Set<Consumer<ChallengeChanged>>> listeners = new ConcurrentHashMap<>();

  public Subscription subscribe(String challenge, Consumer<ChallengeChanged> listener) {
    Set<Consumer<ChallengeChanged>> all =
        listeners.computeIfAbsent(challenge, name -> new CopyOnWriteArraySet<>());
    all.add(listener);
    return () -> all.remove(listener);
  }

  public void tell(ChallengeChanged change) {
    for (Consumer<ChallengeChanged> listener :
        listeners.getOrDefault(change.challenge(), Set.of())) {
      try {
        listener.accept(change);
      } catch (RuntimeException e) {
        log.warn("A listener of challenge {} failed", change.challenge(), e);
      }
    }
  }
}
