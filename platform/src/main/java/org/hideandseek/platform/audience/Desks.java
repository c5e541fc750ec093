package org.hideandseek.platform.audience;

/** All that a server needs of a platform: a desk for each kind of people. */
public record Desks(
    Visitors visitors,
    Participants participants,
    Operators operators,
    People people,
    Organisers organisers) {}
