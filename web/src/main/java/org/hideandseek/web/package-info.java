/** Pages, REST API and live events; the only module that knows HTTP. */
package org.hideandseek.web;
