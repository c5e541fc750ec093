package org.hideandseek.platform.challenge;

import java.time.Instant;
import java.util.Optional;
import org.hideandseek.scoring.audit.AuditReport;

/**
 * The audit that a challenge opened with; for organisers only.
 *
 * @param report what it found
 * @param overridden why the challenge opened in spite of what was found; empty where nothing
 *     blocked it
 * @param at when it was made
 */
public record Audited(AuditReport report, Optional<String> overridden, Instant at) {}
