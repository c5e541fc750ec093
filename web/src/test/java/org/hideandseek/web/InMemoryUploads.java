package org.hideandseek.web;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.audience.Allowance;
import org.hideandseek.platform.audience.EntryForm;
import org.hideandseek.platform.audience.UploadDetails;
import org.hideandseek.platform.audience.Uploads;
import org.hideandseek.platform.problem.Problem;
import org.hideandseek.platform.problem.ProblemException;
import org.hideandseek.platform.team.Entrants.Entrant;

/**
 * Uploads of a few bytes for the tests of the pages; the platform's own tests have the real ones.
 */
final class InMemoryUploads implements Uploads {
  private static final Instant BEGUN = Instant.parse("2026-03-04T09:26:53Z");

  private final InMemoryPlatform platform;
  private final Map<String, One> all = new ConcurrentHashMap<>();
  private final AtomicInteger next = new AtomicInteger(1);

  private record One(
      String id,
      String challenge,
      EntryForm form,
      long length,
      ByteArrayOutputStream bytes,
      Optional<Long> submission) {
    UploadDetails details() {
      return new UploadDetails(
          id,
          challenge,
          form.role(),
          form.name(),
          length,
          bytes.size(),
          BEGUN,
          BEGUN.plusSeconds(172_800),
          "",
          submission);
    }
  }

  InMemoryUploads(InMemoryPlatform platform) {
    this.platform = platform;
  }

  @Override
  public Allowance allowance(Entrant entrant, String challenge) {
    return new Allowance(
        entrant.needIn(challenge).name(),
        true,
        true,
        "Phase 'final' takes submissions until 2027-02-01 12:30 (UTC).",
        Map.of(
            PlayerRole.HIDER,
            new Allowance.Slots(true, "Of hiders 2 of 3 today (UTC) are left."),
            PlayerRole.SEEKER,
            new Allowance.Slots(
                false, "The next slot for a seeker opens on 2026-03-05 00:00 (UTC).")),
        platform.challenge(challenge).definition().largestArchiveBytes());
  }

  @Override
  public UploadDetails begin(Entrant entrant, String challenge, EntryForm form, long length) {
    entrant.needIn(challenge);
    if (length > platform.challenge(challenge).definition().largestArchiveBytes()) {
      throw new ProblemException(Problem.TOO_LARGE, "The file is too large.");
    }
    String id = String.format(Locale.ROOT, "upload%010d", next.getAndIncrement());
    One one = new One(id, challenge, form, length, new ByteArrayOutputStream(), Optional.empty());
    all.put(id, one);
    return one.details();
  }

  @Override
  public UploadDetails find(Entrant entrant, String id) {
    return get(id).details();
  }

  private One get(String id) {
    return Optional.ofNullable(all.get(id))
        .orElseThrow(() -> new ProblemException(Problem.NOT_FOUND, "There is no such upload."));
  }

  @Override
  public List<UploadDetails> unfinished(Entrant entrant) {
    return all.values().stream()
        .filter(one -> one.submission().isEmpty())
        .filter(one -> entrant.in(one.challenge()).isPresent())
        .map(One::details)
        .toList();
  }

  @Override
  public long append(Entrant entrant, String id, long offset, InputStream part) {
    One one = get(id);
    if (offset != one.bytes().size()) {
      throw new ProblemException(Problem.CONFLICT, "Go on from " + one.bytes().size() + ".");
    }
    try {
      part.transferTo(one.bytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return one.bytes().size();
  }

  @Override
  public void delete(Entrant entrant, String id) {
    all.remove(get(id).id());
  }

  @Override
  public long complete(Entrant entrant, String id) {
    One one = get(id);
    if (one.submission().isPresent()) {
      return one.submission().get();
    }
    if (one.bytes().size() < one.length()) {
      throw new ProblemException(Problem.CONFLICT, "Bytes are missing.");
    }
    long number =
        platform.submit(
            entrant,
            one.challenge(),
            one.form(),
            new ByteArrayInputStream(one.bytes().toByteArray()));
    all.put(
        id,
        new One(id, one.challenge(), one.form(), one.length(), one.bytes(), Optional.of(number)));
    return number;
  }
}
