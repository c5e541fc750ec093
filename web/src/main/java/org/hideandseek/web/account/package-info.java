/** Pages and API for people with accounts: sign-up, log-in, tokens, teams, the audit log. */
package org.hideandseek.web.account;
