/** What every page has: the layout, the style sheet, and how figures are written. */
package org.hideandseek.web.page;
