package org.hideandseek.platform.audience;

import java.time.Instant;
import java.util.Optional;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.submission.EndedBy;
import org.hideandseek.platform.submission.SubmissionState;

/**
 * A submission in a list.
 *
 * @param id in addresses
 * @param role what it plays
 * @param name chosen by the team, unique in challenge and role
 * @param team the team's name
 * @param baseline whether the organisers entered it, for comparison
 * @param state where it is in its life
 * @param reason one sentence on how it came there; empty where the state says it all
 * @param actor who or what brought it to the state that it ended in; empty before it ended
 * @param createdAt when its upload was whole
 * @param changedAt since when it is in its state
 */
public record SubmissionSummary(
    long id,
    PlayerRole role,
    String name,
    String team,
    boolean baseline,
    SubmissionState state,
    String reason,
    Optional<EndedBy> actor,
    Instant createdAt,
    Instant changedAt) {}
