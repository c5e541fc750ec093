/** Notices: what people are told, in the site and by mail, each thing once. */
package org.hideandseek.platform.notice;
