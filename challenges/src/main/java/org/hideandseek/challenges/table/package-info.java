/**
 * Delimited text with a header, read row by row in constant memory. What is wrong with a file or a
 * row is one sentence that names file and line.
 */
package org.hideandseek.challenges.table;
