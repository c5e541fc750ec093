/** Games on a challenge's public patients, with a seed that is no secret: anybody may see all. */
package org.hideandseek.app.practice;
