/** Membership by what several attacks say together. */
package org.hideandseek.seekers.ensemble;
