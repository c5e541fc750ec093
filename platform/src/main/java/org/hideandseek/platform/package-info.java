package org.hideandseek.platform;
