/** The commands of participants, for a platform anywhere: they know only its API. */
package org.hideandseek.app.participant;
