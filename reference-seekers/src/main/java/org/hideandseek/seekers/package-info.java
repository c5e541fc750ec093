package org.hideandseek.seekers;
