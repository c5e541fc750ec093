package org.hideandseek.platform.team;

import java.time.Instant;
import org.hideandseek.platform.account.PersonId;

/**
 * A person in a team.
 *
 * @param id their number
 * @param name what others see
 * @param captain whether they speak for the team: invite, and hand this over
 * @param joinedAt since when
 */
public record Member(PersonId id, String name, boolean captain, Instant joinedAt) {}
