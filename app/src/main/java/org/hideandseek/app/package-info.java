/** Puts the modules together behind one command line. */
package org.hideandseek.app;
