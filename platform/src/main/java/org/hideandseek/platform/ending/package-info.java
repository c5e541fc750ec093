/** How submissions end before their time: by their team or by the operator. */
package org.hideandseek.platform.ending;
