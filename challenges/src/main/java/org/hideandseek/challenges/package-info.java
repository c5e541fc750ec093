package org.hideandseek.challenges;
