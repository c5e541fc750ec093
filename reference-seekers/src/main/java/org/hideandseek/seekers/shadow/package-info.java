/** Membership by what the same hider did with known members. */
package org.hideandseek.seekers.shadow;
