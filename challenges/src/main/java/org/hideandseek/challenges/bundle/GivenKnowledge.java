package org.hideandseek.challenges.bundle;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import java.util.AbstractSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * All that a challenge gives its seekers besides release and candidates, in the order of {@link
 * Knowledge}. It is written as one word or a list of them, and nothing as {@code none}.
 */
@JsonDeserialize(using = GivenKnowledgeReader.class)
public final class GivenKnowledge extends AbstractSet<Knowledge> {
  public static final GivenKnowledge NONE = new GivenKnowledge(List.of());

  private final Set<Knowledge> given;

  private GivenKnowledge(List<Knowledge> kinds) {
    Set<Knowledge> all = EnumSet.noneOf(Knowledge.class);
    all.addAll(kinds);
    this.given = Collections.unmodifiableSet(all);
  }

  public static GivenKnowledge of(Knowledge... kinds) {
    return new GivenKnowledge(List.of(kinds));
  }

  @Override
  public Iterator<Knowledge> iterator() {
    return given.iterator();
  }

  @Override
  public int size() {
    return given.size();
  }
}
