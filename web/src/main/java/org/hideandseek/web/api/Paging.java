package org.hideandseek.web.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.javalin.http.Context;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.web.page.Address;

/**
 * A part of a list that grows, in the order of its entries' numbers. Since new entries have larger
 * numbers and a part begins after a number, what is added meanwhile comes at the end: nothing is
 * missed and nothing comes twice.
 *
 * @param limit how many entries at most
 * @param after the number after which it begins
 */
public record Paging(int limit, long after) {
  private static final int USUAL = 100;
  private static final int LARGEST = 1000;
  private static final Pattern CURSOR = Pattern.compile("after ([0-9]{1,18})");

  /** What a request asks for in {@code limit} and {@code after}; INVALID if that can't be. */
  public static Paging of(Context ctx) {
    String limit = ctx.queryParam("limit");
    String after = ctx.queryParam("after");
    return new Paging(limit == null ? USUAL : limit(limit), after == null ? -1 : after(after));
  }

  /** Whether a request asks for a part at all. */
  public static boolean isAskedFor(Context ctx) {
    return ctx.queryParam("limit") != null || ctx.queryParam("after") != null;
  }

  /**
   * Takes a part of a list, and says in {@code next} and in the header {@code Link} where the next
   * one is.
   *
   * @param here the address of the list, with its filters
   * @param number an entry's; larger for newer ones
   */
  public <T> List<T> cut(
      Context ctx, ObjectNode node, Address here, Collection<T> entries, ToLongFunction<T> number) {
    List<T> rest = first(entries, number);
    if (rest.size() <= limit) {
      node.putNull("next");
      return rest;
    }
    List<T> part = rest.subList(0, limit);
    String next =
        here.with("limit", Integer.toString(limit))
            .with("after", cursor(number.applyAsLong(part.get(limit - 1))))
            .href();
    node.put("next", next);
    ctx.header("Link", "<" + next + ">; rel=\"next\"");
    return part;
  }

  /** One more than the part holds; of a million entries no more are sorted than that. */
  private <T> List<T> first(Collection<T> entries, ToLongFunction<T> number) {
    Comparator<T> ascending = Comparator.comparingLong(number);
    PriorityQueue<T> least = new PriorityQueue<>(limit + 2, ascending.reversed());
    for (T entry : entries) {
      long at = number.applyAsLong(entry);
      if (at > after && (least.size() <= limit || at < number.applyAsLong(least.element()))) {
        least.add(entry);
        if (least.size() > limit + 1) {
          least.remove();
        }
      }
    }
    return least.stream().sorted(ascending).toList();
  }

  private static int limit(String limit) {
    if (!limit.matches("[1-9][0-9]{0,3}") || Integer.parseInt(limit) > LARGEST) {
      throw new ProblemException(
          Problem.INVALID, "The parameter limit is a number from 1 to " + LARGEST + ".");
    }
    return Integer.parseInt(limit);
  }

  private static String cursor(long number) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(text(number).getBytes(UTF_8));
  }

  private static String text(long number) {
    return "after " + number;
  }

  private static long after(String cursor) {
    try {
      Matcher matcher = CURSOR.matcher(new String(Base64.getUrlDecoder().decode(cursor), UTF_8));
      if (matcher.matches()) {
        return Long.parseLong(matcher.group(1));
      }
    } catch (IllegalArgumentException e) {
      // It is no Base64, so it is no cursor.
    }
    throw new ProblemException(
        Problem.INVALID,
        "The parameter after is none that this server gave; leave it out to begin with the first.");
  }
}
