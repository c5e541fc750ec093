/** People: their accounts, passwords, sessions, tokens and roles. */
package org.hideandseek.platform.account;
