package org.hideandseek.hiders.microaggregation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Puts patients into groups of k that are alike (greedy k-member clustering, Byun et al., DASFAA
 * 2007): whoever is farthest from the last group's first patient comes first in the next one,
 * together with the k - 1 closest that are left. The last few, fewer than k, join the group whose
 * first patient is closest. Time grows with the square of the number of patients, over k.
 */
final class Groups {
  private Groups() {}

  private record Neighbour(int position, float distance) {}

  /**
   * Makes them.
   *
   * @param k at most the number of patients
   * @return positions; every patient is in one group, and every group has k to 2 k - 1 patients
   */
  static List<int[]> of(Likeness likeness, int k, RandomGenerator random) {
    List<Integer> left = new ArrayList<>();
    for (int i = 0; i < likeness.size(); i++) {
      left.add(i);
    }
    List<List<Integer>> groups = new ArrayList<>();
    int seed = random.nextInt(likeness.size());
    while (left.size() >= k) {
      int first = seed;
      left.remove(Integer.valueOf(first));
      List<Neighbour> neighbours = new ArrayList<>(left.size());
      left.forEach(i -> neighbours.add(new Neighbour(i, likeness.distance(first, i))));
      neighbours.sort(Comparator.comparingDouble(Neighbour::distance));
      List<Integer> group = new ArrayList<>(List.of(first));
      neighbours.subList(0, k - 1).forEach(near -> group.add(near.position()));
      left.removeAll(group);
      groups.add(group);
      seed = neighbours.isEmpty() ? first : neighbours.get(neighbours.size() - 1).position();
    }
    List<Integer> firsts = groups.stream().map(group -> group.get(0)).toList();
    for (int rest : left) {
      int closest = 0;
      for (int g = 1; g < firsts.size(); g++) {
        boolean closer =
            likeness.distance(rest, firsts.get(g)) < likeness.distance(rest, firsts.get(closest));
        closest = closer ? g : closest;
      }
      groups.get(closest).add(rest);
    }
    return groups.stream()
        .map(group -> group.stream().mapToInt(Integer::intValue).toArray())
        .toList();
  }
}
