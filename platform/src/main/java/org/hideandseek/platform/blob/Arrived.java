package org.hideandseek.platform.blob;

import java.io.IOException;
import java.util.Optional;

/**
 * What came of a stream.
 *
 * @param end how many bytes the file has now; all of them are on disk
 * @param broken why it ended before the sender's end: the stream broke off, or {@link
 *     DiskFullException}; empty if it was whole
 * @param more whether there were more bytes than were allowed, which were not taken
 */
public record Arrived(long end, Optional<IOException> broken, boolean more) {}
