/** The referee at the command line: on files, without a platform. */
package org.hideandseek.app.score;
