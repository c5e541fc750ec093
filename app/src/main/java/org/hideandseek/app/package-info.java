package org.hideandseek.app;
