/** The database: its connections and migrations. */
package org.hideandseek.platform.database;
