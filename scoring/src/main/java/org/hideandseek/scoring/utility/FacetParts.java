package org.hideandseek.scoring.utility;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.hideandseek.challenges.bundle.Facet;

/** What a facet is made of, in one or more groups, the worst of which counts. */
final class FacetParts {
  private final Facet facet;
  private final List<List<Judged>> groups = new ArrayList<>();
  private final List<LeftOut> leftOut = new ArrayList<>();

  FacetParts(Facet facet) {
    this.facet = facet;
    nextGroup();
  }

  Facet facet() {
    return facet;
  }

  /** What is added from now on belongs to another group. */
  void nextGroup() {
    groups.add(new ArrayList<>());
  }

  void add(Component component, Judged.Redraw redraw) {
    groups.get(groups.size() - 1).add(new Judged(component, redraw));
    if (component.skill().isEmpty()) {
      leaveOut(component.name(), "the members do not clearly beat what is trivial");
    }
  }

  void leaveOut(String name, String reason) {
    leftOut.add(new LeftOut(facet, name, reason));
  }

  List<LeftOut> leftOut() {
    return leftOut;
  }

  List<Component> components() {
    return groups.stream().flatMap(List::stream).map(Judged::component).toList();
  }

  /** The smallest mean of a group; 1 for a group of nothing. */
  double skill() {
    return smallestMean(judged -> judged.component().skill().orElseThrow());
  }

  double skill(Draw draw) {
    return smallestMean(judged -> judged.skill(draw));
  }

  private double smallestMean(ToDoubleFunction<Judged> skill) {
    double smallest = 1;
    for (List<Judged> group : groups) {
      smallest =
          Math.min(
              smallest,
              group.stream()
                  .filter(judged -> judged.component().skill().isPresent())
                  .mapToDouble(skill)
                  .average()
                  .orElse(1));
    }
    return smallest;
  }
}
