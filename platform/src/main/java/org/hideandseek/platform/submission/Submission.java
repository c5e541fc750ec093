package org.hideandseek.platform.submission;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.hideandseek.challenges.contract.PlayerRole;
import org.hideandseek.platform.blob.BlobId;
import org.hideandseek.platform.team.Team;
import org.hideandseek.sandbox.ImageId;

/**
 * One uploaded player.
 *
 * @param id its number
 * @param challenge the challenge's name
 * @param team whose it is
 * @param role what it plays
 * @param name unique in challenge and role
 * @param archive the upload
 * @param format what the upload is
 * @param image the image in it; of a ZIP a digest that stands for one
 * @param entrant the order in which this image entered the challenge in this role, from 1; equal
 *     images share it
 * @param state where it is in its life
 * @param reason one sentence on how it came there, or empty
 * @param actor who or what brought it to the state that it ended in; empty before it ended
 * @param createdAt when its upload was whole
 * @param changedAt since when it is in its state
 * @param phase the phase that it counts for, from 1; 0 in a challenge without phases, and of
 *     baselines that play in all
 * @param lastPhase the last phase that it plays in, having gone on from one to the next
 * @param chosenFor the phase for which its team has chosen it, or had
 */
public record Submission(
    SubmissionId id,
    String challenge,
    Team team,
    PlayerRole role,
    String name,
    BlobId archive,
    Format format,
    ImageId image,
    int entrant,
    SubmissionState state,
    String reason,
    Optional<EndedBy> actor,
    Instant createdAt,
    Instant changedAt,
    int phase,
    int lastPhase,
    OptionalInt chosenFor) {}
