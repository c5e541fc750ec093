package org.hideandseek.scoring;
