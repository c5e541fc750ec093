/**
 * All that is told about a match and about a release: what the referee found, with its uncertainty,
 * as it is stored, sent and shown. One JSON for the database, the API and the command line.
 */
package org.hideandseek.platform.report;
