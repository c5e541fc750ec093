package org.hideandseek.platform.submission;

/**
 * A submission's number.
 *
 * @param value positive
 */
public record SubmissionId(long value) {}
