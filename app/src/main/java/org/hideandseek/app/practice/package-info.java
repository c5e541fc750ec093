/** Games on a challenge's patients with a seed that is no secret, for whoever has the patients. */
package org.hideandseek.app.practice;
